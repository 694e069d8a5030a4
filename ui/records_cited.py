"""Which paragraphs the kept answers cited, counted in the records database itself: there may be very many answers."""

from dataclasses import dataclass

from sqlalchemy import Connection, String, func, literal_column, select

from ui.records_tables import answers


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedInAnswers:
    """One question (masked), one paragraph, and how many kept answers cited it for that. area: '' where none was picked.

    quote: what the newest of them showed of it. newest_id, last_at: of that answer.
    """

    area: str
    question: str
    paragraph_id: str
    edition: str
    quote: str
    times: int
    newest_id: str
    last_at: str


def cited_in_answers(connection: Connection) -> tuple[CitedInAnswers, ...]:
    """Every paragraph that kept answers cited, by question and area. An id begins with its time, so the greatest is the newest.

    SQLite takes the other columns of a group from the row that has the greatest id.
    """
    cited = func.json_each(answers.c.answer, "$.citations").table_valued("value", name="cited")
    question = func.json_extract(answers.c.answer, "$.question", type_=String)
    part = {
        name: func.json_extract(cited.c.value, f"$.{name}", type_=String)
        for name in ("paragraph_id", "edition", "quote")
    }
    area = func.coalesce(answers.c.area, "")
    query = (
        select(
            area,
            question,
            part["paragraph_id"],
            part["edition"],
            part["quote"],
            func.count(),
            func.max(answers.c.id),
            answers.c.asked_at,
        )
        .select_from(answers)
        .join(cited, literal_column("1"))
        .group_by(area, question, part["paragraph_id"], part["edition"])
    )
    names = CitedInAnswers.__dataclass_fields__
    return tuple(CitedInAnswers(**dict(zip(names, row, strict=True))) for row in connection.execute(query))
