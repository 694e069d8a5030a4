"""Banks that are broken or made to do harm: read or refused in words, whatever the bytes."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import QuizError
from evals.quiz_imported import LONGEST_TEXT, MOST_ANSWERS, MOST_TAGS, Bank
from evals.quiz_read_gift import read_gift
from evals.quiz_read_moodle import read_moodle

DATA = Path(__file__).parent / "data"
READERS = {"moodle_bank.xml": read_moodle, "moodle_bank.gift": read_gift}
CHANGES = st.lists(
    st.tuples(
        st.floats(0, 1), st.sampled_from((b"", b"<", b"{", b"}", b"\xe9", b"\x00", b"&", b"=->", b"]]>", b"\n\n", b"%"))
    ),
    min_size=1,
    max_size=6,
)


def spoilt(name: str, changes: list[tuple[float, bytes]]) -> Bank | str:
    """The bank with some bytes taken out or others put in: what is read, or why it is refused."""
    raw = (DATA / name).read_bytes()
    for place, put in changes:
        at = int(place * len(raw))
        raw = raw[:at] + put + raw[at + (0 if put else 40) :]
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(raw)
        try:
            return READERS[name](path)
        except QuizError as error:
            return str(error)


@pytest.mark.parametrize("name", READERS)
def test_a_damaged_bank_is_read_or_refused_in_words(name: str) -> None:
    @settings(max_examples=30, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(CHANGES)
    def holds(changes: list[tuple[float, bytes]]) -> None:
        found = spoilt(name, changes)
        assert found.startswith("Expected ") if isinstance(found, str) else found.questions or found.mistakes

    holds()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("[html]" + "<b>" * (MOST_TAGS + 1) + "{T}", "at most 2,000 tags in a text, found 2,001"),
        ("w" * (LONGEST_TEXT + 1) + "{T}", "at most 100,000 characters in a text, found 100,001"),
        ("Who? {" + "".join(f"~a{at}" for at in range(MOST_ANSWERS)) + "=b}", "at most 100 answers, found 101"),
    ],
)
def test_a_question_without_measure_is_named_and_the_others_are_read(tmp_path: Path, body: str, said: str) -> None:
    (tmp_path / "bank.gift").write_text(f"{body}\n\nIt opens at nine. {{T}}\n", encoding="utf-8")
    bank = read_gift(tmp_path / "bank.gift")
    assert len(bank.questions) == 1
    assert said in bank.mistakes[0]


def test_a_picture_inside_a_text_does_not_count_as_text(tmp_path: Path) -> None:
    picture = f'<img src\\="data\\:image/png;base64,{"A" * 200_000}">'
    (tmp_path / "bank.gift").write_text(f"[html]<p>It opens at nine.{picture}</p>{{T}}\n", encoding="utf-8")
    (question,) = read_gift(tmp_path / "bank.gift").questions
    assert question.stem == "It opens at nine."
    assert "a picture in the text" in question.findings[0]
