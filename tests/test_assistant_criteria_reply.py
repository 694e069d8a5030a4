"""A short turn as an answer to the question asked last: yes and no mean what the map says they mean."""

import pytest

from assistant.criteria_reply import reply_status
from corpus.criteria import CriteriaLine


def line(yes: str) -> CriteriaLine:
    return CriteriaLine(id="a", text="A.", document="d", number="", quote="a", ask="Is it so?", yes=yes)


@pytest.mark.parametrize(
    ("text", "yes", "status"),
    [
        ("yes, since March", "said", "said"),
        ("yes", "contradicted", "contradicted"),
        ("yes", "", "not_said"),
        ("No.", "said", "contradicted"),
        ("nope", "contradicted", "said"),
        ("don’t know", "said", "not_said"),
        ("his nan", "said", "not_said"),
        ("Who leads then?", "said", None),
        ("The school rang on Monday and asked us all to come in", "said", None),
        ("its nearly 7pm on a friday", "said", None),
        ("and if he says no", "said", None),
        ("right what do i do", "said", None),
        ("right", "said", "said"),
        ("no what do i do", "said", "contradicted"),
    ],
)
def test_a_reply_is_read_by_what_yes_means(text: str, yes: str, status: str | None) -> None:
    assert reply_status(text, line(yes)) == status
