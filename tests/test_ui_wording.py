import pytest

from assistant.outcome import Outcome
from corpus.document import Authority, EditionState, Nation
from corpus.errors import FileRefused, LibraryUnusable, SoundingBoardError, WriterBusy, WrongUse
from ui.chat import EXAMPLES
from ui.cli import exit_code
from ui.problems import problem_of
from ui.wording import wording


@pytest.mark.parametrize(
    ("table", "members"),
    [("outcome", Outcome), ("authority", Authority), ("state", EditionState), ("nation", Nation)],
)
def test_every_member_has_its_words_and_no_other_has(table, members):
    assert set(wording("chat")[table]) == {member.value for member in members}
    assert all(wording("chat")[table].values())


def test_every_area_has_no_more_examples_than_there_is_room_for():
    examples = wording("examples")
    assert 0 < len(examples["everywhere"]) <= EXAMPLES
    assert all(0 < len(questions) <= EXAMPLES for questions in examples["areas"].values())


def every_error(root=SoundingBoardError):
    return [root, *(error for kind in root.__subclasses__() for error in every_error(kind))]


@pytest.mark.parametrize("error", every_error())
def test_every_error_has_a_problem_with_a_status_and_a_title(error):
    words = wording("problems")[problem_of(error("x"))]
    assert 400 <= words["status"] < 600
    assert words["title"]


@pytest.mark.parametrize("error", every_error())
def test_every_error_has_an_exit_code(error):
    expected = {FileRefused: 1, WrongUse: 2, LibraryUnusable: 3, WriterBusy: 4}
    kinds = [code for kind, code in expected.items() if issubclass(error, kind)]
    assert exit_code(error("x")) == (kinds[0] if kinds else 2)
