"""Banks as Moodle itself writes them, and as editors spoil them. The two in tests/data are written after Moodle 3.11 and 4.4."""

from pathlib import Path

import pytest
from quiz_examples import SOURCE

from corpus.errors import QuizError
from evals.quiz_bank_file import LARGEST, bank_text
from evals.quiz_export import QuizFormat, export
from evals.quiz_imported import Bank
from evals.quiz_item import ItemKind
from evals.quiz_read_gift import read_gift
from evals.quiz_read_moodle import read_moodle

DATA = Path(__file__).parent / "data"


def moodle(text: str | bytes, folder: Path) -> Bank:
    path = folder / "bank.xml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_moodle(path)


def gift(text: str | bytes, folder: Path) -> Bank:
    path = folder / "bank.gift"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_gift(path)


def after_colon(lines: tuple[str, ...]) -> list[str]:
    return [it.split("): ", 1)[1] for it in lines]


def test_a_bank_of_moodle_is_read_with_all_that_it_holds() -> None:
    bank = read_moodle(DATA / "moodle_bank.xml")
    assert [(it.name, it.kind) for it in bank.questions] == [
        ("Log a worry", ItemKind.MULTIPLE_CHOICE),
        ("Who may ring", ItemKind.MULTIPLE_RESPONSE),
        ("Closed at night", ItemKind.TRUE_FALSE),
        ("Opening hour", ItemKind.GAP),
        ("Roles", ItemKind.MATCHING),
        ("Steps", ItemKind.ORDERING),
    ]
    log, ring, closed, hour, roles, steps = bank.questions
    assert log.stem == "By when must the desk log a worry?\n\nThink of Rhŷs & Ciarán – £5 \xa0later."
    assert log.tags == ("Harbour/Day desk", "easy", "desk")
    assert [(it.text, it.right, it.feedback) for it in log.choices] == [
        ("Within 2 hours", True, "Yes: 4.7."),
        ("Within 2 days", False, "Too late."),
        ("x < 3 hours", False, ""),
    ]
    assert log.feedback == "See 4.7.\nAnd 4.8."
    assert [it.right for it in ring.choices] == [True, True, False]
    assert [(it.text, it.right, it.feedback) for it in closed.choices] == [
        ("True", False, "No, it is open."),
        ("False", True, ""),
    ]
    assert (hour.stem, hour.accepted) == ("The desk opens at ____ each day.", ("nine", "9*", "n*ne"))
    assert roles.pairs == (("Desk", "logs"), ("Team", "rings"))
    assert steps.order == ("Log it", "Ring the lighthouse", "Write it up")


def test_what_a_bank_of_moodle_loses_is_said() -> None:
    bank = read_moodle(DATA / "moodle_bank.xml")
    assert bank.findings[0].startswith("question 1 (line 9, “Log a worry”): ")
    assert after_colon(bank.findings) == [
        "“x < 3 hours” is partly right (50%); here it is wrong",
        "pictures and recordings are not taken over (map of harbour.png); see whether it can be asked without them",
        "2 hint(s) were left out",
        "feedback on the whole answer was left out: “Read 4.7 again.”",
        "the right answers have unequal shares of the mark; here each counts the same",
        "the * in “n*ne” stands for any text in Moodle; here it is a sign",
        "“ten” is partly right (50%); here it is wrong",
        "answers that belong to nothing were left out: sells ice",
    ]
    assert [it.split("found the type ")[1] for it in bank.mistakes] == ["'essay'", "'cloze'", "'ddwtos'", "''"]


def test_a_gift_bank_of_moodle_is_read_with_all_that_it_holds() -> None:
    bank = read_gift(DATA / "moodle_bank.gift")
    assert [(it.name, it.kind) for it in bank.questions] == [
        ("Log a worry", ItemKind.MULTIPLE_CHOICE),
        ("Who may ring", ItemKind.MULTIPLE_RESPONSE),
        ("Closed at night", ItemKind.TRUE_FALSE),
        ("Opening hour", ItemKind.GAP),
        ("Roles", ItemKind.MATCHING),
    ]
    log, ring, closed, hour, roles = bank.questions
    assert (log.stem, log.tags) == ("By when must the desk log a worry {in writing}: Rhŷs?", ("Harbour/Day desk",))
    assert [(it.text, it.right, it.feedback) for it in log.choices] == [
        ("Within 2 hours", True, "Yes: 4.7."),
        ("1 = 1 ~ # day", False, ""),
        ("Soon", False, "Partly."),
    ]
    assert log.feedback == "See 4.7."
    assert [it.right for it in ring.choices] == [True, True, False]
    assert [it.feedback for it in closed.choices] == ["No, it is open.", ""]
    assert (hour.stem, hour.accepted) == ("The desk opens at ____ each day.", ("nine",))
    assert roles.pairs == (("Desk", "logs"), ("Team", "rings"))
    assert after_colon(bank.findings) == [
        "“Soon” is partly right (50%); here it is wrong",
        "pictures and recordings are not taken over (map.png); see whether it can be asked without them",
    ]
    assert [it.split(": ", 1)[0] for it in bank.mistakes] == ["question 6 (line 37, “Essay”)", "question 7 (line 40)"]


@pytest.mark.parametrize("form", QuizFormat)
@pytest.mark.parametrize("bank", [read_moodle(DATA / "moodle_bank.xml"), read_gift(DATA / "moodle_bank.gift")])
def test_what_was_read_goes_to_every_platform(bank: Bank, form: QuizFormat) -> None:
    items = tuple(it.keyed(SOURCE, f"bank-{it.at}") for it in bank.questions)
    assert export(items, form).contents


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_line_end_and_mark_of_windows_is_read(tmp_path: Path, encoding: str, ends: str) -> None:
    for name, read in (("moodle_bank.xml", read_moodle), ("moodle_bank.gift", read_gift)):
        text = (DATA / name).read_text("utf-8").replace('encoding="UTF-8"', f'encoding="{encoding[:6].strip("-")}"')
        (tmp_path / name).write_bytes(text.replace("\n", ends).encode(encoding))
        found, wanted = read(tmp_path / name), read(DATA / name)
        assert [(it.stem, it.choices, it.line) for it in found.questions] == [
            (it.stem, it.choices, it.line if ends != "\r" or name.endswith("gift") else found.questions[at].line)
            for at, it in enumerate(wanted.questions)
        ]
        assert found.mistakes[0].split(")")[-1] == wanted.mistakes[0].split(")")[-1]


QUIZ = "<quiz>\n<question type='truefalse'><name><text>{}</text></name></question>\n</quiz>"
BOMB = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12))


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        (QUIZ.format("café").encode("cp1252"), r"in line 2: bytes that do not fit the encoding.*save it as UTF-8"),
        (QUIZ.format("a&nbsp;b").encode(), r"in line 2: a name such as &nbsp; outside a CDATA"),
        (QUIZ.format("a\x01b").encode(), r"in line 2: a control character"),
        (QUIZ.format("a&#1;b").encode(), r"in line 2: a control character"),
        (QUIZ.format("<![CDATA[a\x01b]]>").encode(), r"in line 2: a control character"),
        (QUIZ.format("R & D").encode(), r"in line 2: xmlParseEntityRef: no name. Export the bank again"),
        (QUIZ.format("a").encode()[:-7], r"in line 3: Premature end of data"),
        (b"<quiz>" + b"<a>" * 300, r"a part that is too large or too deep"),
        (f'<!DOCTYPE quiz [<!ENTITY a0 "{"x" * 99}">{BOMB}]><quiz x="&a11;"/>'.encode(), r"found.*<!DOCTYPE>"),
        (f'<!DOCTYPE quiz [<!ENTITY a0 "{"x" * 99}">{BOMB}]>{QUIZ.format("&a11;")}'.encode(), r"found.*<!DOCTYPE>"),
        (b'<?xml version="1.0" encoding="klingon"?><quiz/>', r"bytes that do not fit the encoding"),
        (b"", "found an empty file"),
        (b"<quiz></quiz>", "Expected questions in .*bank.xml, found none"),
    ],
)
def test_a_spoilt_moodle_bank_is_refused_with_its_line_and_what_to_do(
    tmp_path: Path, contents: bytes, said: str
) -> None:
    with pytest.raises(QuizError, match=f"(?s){said}"):
        moodle(contents, tmp_path)


def test_white_space_before_the_declaration_and_html_in_a_text_do_no_harm(tmp_path: Path) -> None:
    text = (DATA / "moodle_bank.xml").read_text("utf-8").replace("2 hours", "&lt;!DOCTYPE html&gt; 2 hours")
    bank = moodle("\n\n" + text, tmp_path)
    assert bank.questions[0].line == 11


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        (
            "Who? {=the desk}\n\nWhere?\nCafé {=here}".encode("cp1252"),
            r"found the byte 0xe9 in line 4.*save it as UTF-8",
        ),
        (b"Who?\n\x00{=a}", "found a zero byte in line 2"),
        (b" \n ", "found an empty file"),
        (b"Who?\nA. the desk\nB. the team\nANSWER: A\n", r"found Aiken\. Import it into Moodle"),
        (b"// only a remark\n", "Expected questions in GIFT in .*, found none"),
    ],
)
def test_a_spoilt_gift_bank_is_refused_with_its_line_and_what_to_do(tmp_path: Path, contents: bytes, said: str) -> None:
    with pytest.raises(QuizError, match=f"(?s){said}"):
        gift(contents, tmp_path)


def test_a_bank_over_the_limit_and_one_that_is_not_there_are_refused(tmp_path: Path) -> None:
    with (tmp_path / "large.gift").open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(QuizError, match=r"at most 50 MB .* without pictures"):
        bank_text(tmp_path / "large.gift")
    with pytest.raises(QuizError, match="could not read it: No such file"):
        read_moodle(tmp_path / "none.xml")


def test_two_right_answers_of_gift_are_both_kept_and_that_is_said(tmp_path: Path) -> None:
    bank = gift("Who? {=the desk =the team ~the mayor}", tmp_path)
    assert [it.right for it in bank.questions[0].choices] == [True, True, False]
    assert after_colon(bank.findings) == ["2 answers are marked right, each alone; here all of them have to be chosen"]
