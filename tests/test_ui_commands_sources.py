"""The commands about where documents come from."""

import json
import sys

import pytest
from local_site import LocalSite

from ui.cli import main


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run a command as the console script does, on a data folder of its own: exit code, output, complaints."""

    def run(*arguments):
        monkeypatch.setenv("SOUNDINGBOARD_DATA", str(tmp_path / "data"))
        monkeypatch.setattr(sys, "argv", ["soundingboard", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return ended.value.code or 0, printed.out, printed.err

    return run


def test_the_catalogue_is_listed_by_nation(run):
    code, out, _ = run("catalogue", "--nation", "wales", "--json")
    rows = json.loads(out)
    assert code == 0
    assert {row["nation"] for row in rows} == {"wales", None}
    assert all(row["address"].startswith("https://") for row in rows)
    assert "working-together" in run("catalogue")[1]


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("ingest",), "nothing to ingest"),
        (("ingest", "--from-catalogue", "working-togther"), "working-together"),
        (("catalogue", "--nation", "france"), "northern-ireland"),
        (("watch", "/no/such/folder"), "expected a folder"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_is_right(run, arguments, part):
    code, _, err = run(*arguments)
    assert code == 2
    assert part in err


@pytest.mark.parametrize("address", ["http://www.gov.uk/a.pdf", "ftp://www.gov.uk/a.pdf", "https://127.0.0.1/a.pdf"])
def test_an_address_that_may_not_be_fetched_ends_with_1(run, address):
    code, out, _ = run("ingest", address, "--json", "--dry-run")
    assert code == 1
    assert json.loads(out)[0]["outcome"] == "refused"
    assert "was not fetched" in json.loads(out)[0]["error"]


def test_an_address_is_ingested_from_the_command_line(run, monkeypatch):
    settings = {"HOSTS": '["localhost"]', "LOOPBACK": "true"}
    for name, value in settings.items():
        monkeypatch.setenv(f"SOUNDINGBOARD_FETCH_{name}", value)
    monkeypatch.setenv("SOUNDINGBOARD_ALLOW_HTTP", "true")
    with LocalSite() as site:
        site.page("/a.html", b"<html><body><h1>Care</h1><p>1. A worker must ring the family.</p></body></html>")
        code, out, err = run("ingest", f"http://localhost:{site.port}/a.html", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)[0]["paragraphs"] == 1
    assert json.loads(run("documents", "--json")[1])[0]["title"] == "Care"
