"""Settings: plain data, read once at the edge from SOUNDINGBOARD_* variables and `soundingboard.toml`."""

from enum import StrEnum
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

PROJECT = Path(__file__).resolve().parent.parent
DEMO_DOCUMENTS = PROJECT / "corpus" / "demo"


class Masking(StrEnum):
    """What is done with a question that holds what could identify someone: it is masked, or refused."""

    MASK = "mask"
    REFUSE = "refuse"


class Settings(BaseSettings):
    """Everything that an installation can choose.

    data: the folder that holds library, index generations and records.
    demo_data: the same for the demonstration area, so that it never mixes with an area's own documents.
    models: where exported encoders are kept; shared by all data folders.
    embedder: `practitioner-int8` (the encoder that comes with the project), `minilm-int8` (stock MiniLM, exported at the first
        start), or the name or folder of a sentence-transformers model.
    chroma: the address of a Chroma server, such as http://127.0.0.1:8001, for the vectors; empty: in the data folder.
    mask: `mask` answers a question without what could identify someone; `refuse` asks for it to be written again without it.
    seconds_per_file, megabytes_per_file: what reading one file may take before it is stopped and the file refused.
    fetch_hosts: the only hosts that documents are fetched from; those of `corpus/catalogue.toml` where none are named.
    allow_http: whether an address may be fetched without encryption.
    publish_hosts: names under which a browser may publish at `/publish`, beside localhost and addresses by number.
    fetch_loopback: for tests alone: whether a host may be this machine itself, on any port.
    """

    model_config = SettingsConfigDict(
        env_prefix="SOUNDINGBOARD_", toml_file="soundingboard.toml", frozen=True, extra="forbid"
    )

    data: Path = PROJECT / "data" / "library"
    demo_data: Path = PROJECT / "data" / "demo"
    models: Path = PROJECT / "data" / "models"
    embedder: str = "practitioner-int8"
    chroma: str = ""
    mask: Masking = Masking.MASK
    seconds_per_file: float = Field(default=300, gt=0)
    megabytes_per_file: int = Field(default=1024, ge=256)
    fetch_hosts: tuple[str, ...] = ()
    allow_http: bool = False
    publish_hosts: tuple[str, ...] = ()
    fetch_loopback: bool = False

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Values given in code win over the environment, the environment over `soundingboard.toml`."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings() -> Settings:
    """The settings of this process."""
    return Settings()
