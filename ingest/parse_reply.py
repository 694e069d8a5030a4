"""Reply: what the reading process answers. It is taken apart without running anything that the answer names."""

import io
import pickle
from dataclasses import dataclass, is_dataclass
from enum import Enum
from importlib import import_module

from corpus.contents import EditionContents


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The file became paragraphs."""

    contents: EditionContents


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A reader said why it cannot."""

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A reader broke. `kind` is the name of the error that nobody expected."""

    kind: str


Reply = Read | Refused | Failed


class _ValuesOnly(pickle.Unpickler):
    """Makes our own values and nothing else, so that a reader taken over by a file cannot run anything in the writer."""

    def find_class(self, module: str, name: str) -> type:
        ours = module.startswith(("corpus.", "ingest."))
        found = getattr(import_module(module), name, None) if ours else None
        if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
            return found
        raise pickle.UnpicklingError(f"expected a value of the library, found {module}.{name}")


def reply_of(message: bytes) -> Reply:
    """The reply that a message holds. Raises pickle.UnpicklingError where it holds anything else."""
    found = _ValuesOnly(io.BytesIO(message)).load()
    if not isinstance(found, Read | Refused | Failed):
        raise pickle.UnpicklingError(f"expected a reply, found {type(found).__name__}")
    return found
