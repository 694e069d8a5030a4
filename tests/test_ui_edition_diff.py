"""The comparison of two editions over HTTP and on the command line, and the banner of an old citation."""

import json
import sys
from collections.abc import Iterator
from datetime import date

import pytest
from fastapi.testclient import TestClient

from corpus.settings import Settings
from ui.api import create_app
from ui.cli import main
from ui.wire_library import DiffOut, ParagraphDetailOut

DIFF = "/v1/documents/thornmere-protocol/diff"


@pytest.fixture(scope="module")
def api(demo_settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(demo_settings, chat=False)) as client:
        yield client


def test_the_edition_before_the_current_one_is_compared_with_it(api: TestClient) -> None:
    found = DiffOut.model_validate(api.get(DIFF).json())
    assert (found.older, found.newer) == ("2021-06", "2025-04")
    assert sum(found.counts.values()) == len(found.changes)
    assert found.counts["edited"] == 1


def test_either_edition_can_be_named_and_the_other_way_round(api: TestClient) -> None:
    there, back = (
        api.get(DIFF, params=it).json() for it in ({"from": "2021-06"}, {"from": "2025-04", "to": "2021-06"})
    )
    assert there["counts"]["added"] == back["counts"]["removed"] > 0
    assert there["counts"]["removed"] == back["counts"]["added"] > 0


@pytest.mark.parametrize(
    "path",
    [
        DIFF + "?from=1999",
        DIFF + "?to=2021-06",
        "/v1/documents/aldwater-protocol/diff",
        "/v1/documents/none/diff",
    ],
)
def test_an_edition_that_is_not_there_is_a_404(api: TestClient, path: str) -> None:
    reply = api.get(path)
    assert reply.status_code == 404
    assert "Expected" in reply.json()["detail"]


def test_an_old_citation_opens_the_old_words_and_says_what_took_their_place(api: TestClient) -> None:
    old = ParagraphDetailOut.model_validate(
        api.get("/v1/paragraphs/thornmere-protocol:~1", params={"edition": "2021-06"}).json()
    )
    assert old.document.state == "superseded"
    assert "April 2025" in old.notes[0]
    assert old.current_edition == "2025-04"
    gone = api.get("/v1/paragraphs/thornmere-protocol:1~2", params={"edition": "2021-06"}).json()
    assert gone["current_edition"] is None
    assert api.get("/v1/paragraphs/thornmere-protocol:~1").json()["current_edition"] is None


def test_a_review_that_is_overdue_is_in_the_banner(api: TestClient) -> None:
    notes = api.get("/v1/paragraphs/aldwater-escalation:~1").json()["notes"]
    assert any("December 2025" in note for note in notes) == (date.today() > date(2025, 12, 31))


def run(
    arguments: list[str], demo_settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[object, str]:
    monkeypatch.setenv("SOUNDINGBOARD_DATA", str(demo_settings.data))
    monkeypatch.setattr(sys, "argv", ["soundingboard", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code or 0, capsys.readouterr().out


def test_the_command_prints_words_that_went_and_came(
    demo_settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = run(["diff", "thornmere-protocol"], demo_settings, monkeypatch, capsys)
    assert code == 0
    assert "2021-06 → 2025-04" in out
    assert "[-June 2021." in out
    assert "{+Review due April 2027.+}" in out


def test_the_command_gives_json_as_the_api_does(
    api: TestClient, demo_settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = run(["diff", "thornmere-protocol", "2021-06", "2025-04", "--json"], demo_settings, monkeypatch, capsys)
    assert code == 0
    assert json.loads(out) == api.get(DIFF).json()
