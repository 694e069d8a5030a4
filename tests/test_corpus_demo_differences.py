"""Twelve planted differences and look-alikes of the demonstration area: what each paragraph says, and who may say it."""

from collections.abc import Mapping

import pytest

from assistant.answer import Answer
from assistant.ask import ask
from assistant.board import Board
from assistant.question import Question
from corpus.contents import EditionContents
from corpus.document import EditionState

Editions = Mapping[tuple[str, str], EditionContents]
NEW, OLD = "2025-04", "2021-06"

# what differs | document | edition | number | must contain | must not contain
DIFFERENCES = [
    ("1 pre-birth referral", "thornmere-protocol", NEW, "8.1", "by 16 weeks", "20 weeks"),
    ("1 pre-birth referral", "thornmere-pre-birth", "2025-02", "3.1", "by 16 weeks", "20 weeks"),
    ("1 pre-birth referral", "thornmere-protocol", OLD, "7", "by 20 weeks", "16 weeks"),
    ("1 pre-birth referral", "aldwater-protocol", "2024-10", "5.1", "by 22 weeks", "16 weeks"),
    ("2 first team meeting", "thornmere-protocol", NEW, "7.3", "within 10 working days", "15 working days"),
    ("2 first team meeting", "thornmere-lead-professional", "2024-09", "6.1", "within 10 working days", "15 working"),
    ("2 first team meeting", "northern-rivers-practice", "2024-03", "24", "within 15 working days", "10 working days"),
    ("3 written confirmation", "thornmere-protocol", NEW, "4.7", "within 1 working day", "2 working days"),
    ("3 written confirmation", "thornmere-protocol", OLD, "4", "within 2 working days", "1 working day"),
    ("3 written confirmation", "aldwater-protocol", "2024-10", "3.2", "within 48 hours", "working day"),
    ("4 escalation stage 1", "thornmere-escalation", "2024-06", "3.1", "within 2 working days", "5 working days"),
    ("4 escalation stage 1", "aldwater-escalation", "2023-12", "2.1", "within 5 working days", "2 working days"),
    ("5 storage", "thornmere-protocol", NEW, "5.5", "must offer a lockable box at the first app", "should offer"),
    ("5 storage", "aldwater-protocol", "2024-10", "6.1", "should offer a lockable box at the first home", "must offer"),
    ("6 lead in pregnancy", "thornmere-protocol", NEW, "8.2", "the community midwife leads", "visitor leads"),
    ("6 lead in pregnancy", "aldwater-protocol", "2024-10", "5.2", "the health visitor leads", "midwife leads"),
    ("7 reviews at Level 3", "thornmere-protocol", NEW, "7.3", "every 6 weeks", "8 weeks"),
    ("7 reviews at Level 3", "thornmere-lead-professional", "2024-09", "8.1", "every 6 weeks", "8 weeks"),
    ("7 reviews at Level 3", "aldwater-protocol", "2024-10", "4.2", "every 8 weeks", "6 weeks"),
    ("8 roles", "thornmere-protocol", NEW, "7.5", "The key worker never leads the child's plan", "lead practitioner"),
    ("8 roles", "thornmere-lead-professional", "2024-09", "2.4", "cannot be lead professional", "practitioner"),
    ("8 roles", "aldwater-protocol", "2024-10", "4.1", "lead practitioner", "lead professional"),
    ("9 meetings", "thornmere-thresholds", "2025-01", "5.6", "strategy discussion", "strategy meeting"),
    ("9 meetings", "thornmere-training", "2025-05", "15", "no child or family is discussed there", "1 working day"),
    ("10 places", "thornmere-protocol", NEW, "9.2", "Family Help Hubs", "Family Hubs"),
    ("10 places", "aldwater-protocol", "2024-10", "2.1", "Family Hubs", "Family Help Hub"),
    ("11 consent", "thornmere-information-sharing", "2024-11", "3.2", "need not be asked at all", "manager must agree"),
    ("11 consent", "aldwater-protocol", "2024-10", "3.4", "a manager must agree", "need not be asked"),
    ("12 one number, two subjects", "thornmere-protocol", NEW, "4.3", "call", "chronology"),
    ("12 one number, two subjects", "aldwater-protocol", "2024-10", "4.3", "keeps the chronology", "Front Door"),
]


@pytest.mark.parametrize("planted", DIFFERENCES, ids=lambda planted: f"{planted[0]}: {planted[1]} {planted[2]}")
def test_the_documents_differ_as_planted(planted: tuple[str, ...], demo_editions: Editions) -> None:
    _, document, edition, number, contains, lacks = planted
    texts = [it.text for it in demo_editions[document, edition].paragraphs if it.number == number and it.printed]
    assert any(contains in text for text in texts)
    assert not any(lacks in text for text in texts)


def test_there_are_twelve_and_the_older_edition_is_superseded(demo_editions: Editions) -> None:
    assert {what.split()[0] for what, *_ in DIFFERENCES} == {str(number) for number in range(1, 13)}
    assert demo_editions["thornmere-protocol", OLD].edition.state is EditionState.SUPERSEDED


PREGNANT = "By how many weeks of pregnancy must the unborn baby be referred?"
CONFIRM = "How soon must I confirm a referral in writing after the phone call?"
STAGE_ONE = "How many days do two workers have at Stage 1 when they disagree?"
REVIEWS = "How often is the family's plan reviewed?"
BOX = "When is the lockable box offered?"
LEADS = "Who leads for an unborn baby until a social worker is allocated?"
CONSENT = "Does a manager have to agree before I share information without consent?"

# question | area | shown somewhere | shown nowhere
SCOPES = [
    (PREGNANT, "thornmere", "16 weeks", ("22 weeks", "20 weeks")),
    (PREGNANT, "aldwater", "22 weeks", ("16 weeks", "20 weeks")),
    (CONFIRM, "thornmere", "within 1 working day", ("48 hours", "inter-agency form")),
    (CONFIRM, "aldwater", "within 48 hours", ("within 1 working day",)),
    (STAGE_ONE, "thornmere", "2 working days", ("within 5 working days of the decision",)),
    (STAGE_ONE, "aldwater", "within 5 working days", ("within 2 working days",)),
    (REVIEWS, "thornmere", "every 6 weeks", ("every 8 weeks",)),
    (REVIEWS, "aldwater", "every 8 weeks", ("every 6 weeks",)),
    (BOX, "thornmere", "must offer a lockable box at the first appointment", ("Bridgegate",)),
    (BOX, "aldwater", "should offer a lockable box at the first home visit", ("Harbour",)),
    (LEADS, "thornmere", "community midwife leads", ("health visitor leads",)),
    (LEADS, "aldwater", "health visitor leads", ("midwife leads",)),
    (CONSENT, "aldwater", "a manager must agree", ("need not be asked at all",)),
]


@pytest.mark.parametrize(("question", "area", "shown", "never"), SCOPES)
def test_an_answer_speaks_for_its_own_area(question, area, shown, never, demo_board: Board) -> None:
    answer = ask(Question(text=question, area=area), demo_board)
    assert shown in quoted(answer)
    assert [other for other in never if other in quoted(answer)] == []
    assert {citation.area for citation in answer.citations} <= {area, None}
    assert {citation.state for citation in answer.citations} == {EditionState.CURRENT}


def test_another_area_speaks_when_it_is_named(demo_board: Board) -> None:
    answer = ask(
        Question(text="In Aldwater, by how many weeks must an unborn baby be referred?", area="thornmere"), demo_board
    )
    assert "22 weeks" in quoted(answer)
    assert "16 weeks" not in quoted(answer)
    assert answer.scope_notes


@pytest.mark.parametrize(("area", "document"), [("thornmere", "thornmere-protocol"), ("aldwater", "aldwater-protocol")])
def test_one_number_means_each_areas_own_paragraph(area: str, document: str, demo_board: Board) -> None:
    answer = ask(Question(text="Show me paragraph 4.3 of the protocol", area=area), demo_board)
    assert answer.citations[0].paragraph_id == f"{document}:4.3"


def quoted(answer: Answer) -> str:
    return "\n".join(statement.text for section in answer.sections for statement in section.statements)
