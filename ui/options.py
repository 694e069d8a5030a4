"""Options that several commands share, and the settings they lead to."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from corpus.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Demo = Annotated[bool, typer.Option("--demo", help="Use the demonstration library, kept apart from your own.")]


def settings_for(demo: bool) -> "Settings":
    """The settings of this process; with `demo`, those of the demonstration library."""
    from corpus.settings import load_settings

    settings = load_settings()
    return settings.model_copy(update={"data": settings.demo_data}) if demo else settings
