"""`soundingboard evals draft`: questions that the paragraphs answer, proposed to their owner."""

from pathlib import Path
from typing import Annotated

import typer

from ui.options import AsJson, Demo, settings_for
from ui.printing import print_json, print_table


def draft(
    document: Annotated[
        list[str] | None, typer.Option("--document", metavar="ID", help="Only of this document; may be given again.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Add them to this suite of JSON lines, as proposed.")
    ] = None,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Propose questions for your documents, each with the paragraph that settles it and the short answer.

    They are made from the sentences by rules. None is asked or counted until you accept it: write "accepted" in place of
    "proposed" in its line, change its words if you like, or write "dropped". What stands in FILE already stays as it is.
    """
    from corpus.library import Library
    from evals.draft import draft as drafted
    from evals.proposals import proposal_lines, write_proposals

    library = Library.open(settings_for(demo).data)
    try:
        chosen = [library.document(it) for it in document] if document else library.documents()
        proposals = [found for it in chosen for found in drafted(library.paragraphs(it.id), it.area)]
    finally:
        library.close()
    if out is not None:
        added = write_proposals(out, proposals)
        typer.echo(
            f"{added} questions proposed in {out}; {len(proposals) - added} were there before. None counts until accepted."
        )
    elif as_json:
        import json

        print_json([json.loads(line) for line in proposal_lines(proposals)])
    else:
        rows = [
            {
                "paragraph": f"{it.known.settled_by[0].document} {it.known.settled_by[0].number or ''}".strip(),
                "question": it.known.question,
                "answer": " / ".join(it.known.must_say),
            }
            for it in proposals
        ]
        print_table(("paragraph", "question", "answer"), rows)
