"""Demonstration library: the settings to ask it with, once it holds the demonstration area's documents as they are now."""

from corpus.settings import DEMO_DOCUMENTS, Settings, load_settings
from ingest.ingest import ingest


def demo_library() -> Settings:
    """The settings of this process with the demonstration library as their data folder, in which nothing but what changed is
    read again. Raises WriterBusy where another process is writing it.
    """
    settings = load_settings()
    settings = settings.model_copy(update={"data": settings.demo_data})
    ingest([DEMO_DOCUMENTS], settings, lambda _: None)
    return settings
