import json

import pytest
from made_runs import made_case, made_run

from assistant.outcome import Outcome
from corpus.errors import RunError, UnknownRun
from corpus.library import Library
from evals.case import Case, MustCite
from evals.kept_run import MOST_LEFT_OUT, kept_run
from evals.run import SCORERS, run_suite
from evals.run_store import RunStore, read_run, write_run

QUOTE = "must offer a lockable box at the first appointment"


@pytest.fixture(scope="module")
def kept(demo_board, demo_settings):
    cases = (
        Case(
            id="box",
            question="Oksana Popescu, a client, has take-home medication. When must Harbour offer a lockable box?",
            history=("My client Oksana Popescu is on a script. Who prescribes?",),
            outcome=Outcome.ANSWERED,
            tags=("a",),
            area="thornmere",
            must_cite=(MustCite(document="thornmere-protocol", quote=QUOTE, number="5.5"),),
        ),
    )
    library = Library.open(demo_settings.data)
    try:
        run = run_suite("Small suite", cases, demo_board, library)
    finally:
        library.close()
    return kept_run(run, demo_settings)


def test_a_run_is_kept_with_library_settings_answers_and_scores(kept, demo_settings, tmp_path):
    store = RunStore(tmp_path)
    again = store.find(store.keep(kept))
    assert again == kept
    assert again.library
    assert again.settings["embedder"] == demo_settings.embedder
    assert again.id.split("-", 1)[1].startswith("small-suite-")
    [case] = again.cases
    assert list(case.scores) == list(SCORERS)
    assert case.rank is not None
    assert case.answer["citations"][case.rank - 1]["paragraph_id"] == "thornmere-protocol:5.5"
    assert case.expected["must_cite"][0]["quote"] == QUOTE
    assert "history" not in case.expected


def test_what_was_weighed_and_left_out_is_kept_with_rank_and_reason(kept):
    [case] = kept.cases
    cited = {it["paragraph_id"] for it in case.answer["citations"]}
    assert "considered" not in case.answer
    assert len(case.left_out) == MOST_LEFT_OUT
    assert [it.rank for it in case.left_out] == sorted(it.rank for it in case.left_out)
    assert all(it.left_out and it.paragraph_id not in cited for it in case.left_out)
    assert not any(it.expected for it in case.left_out)


def test_nothing_that_identifies_is_kept(kept):
    written = kept.model_dump_json()
    assert "lockable" in written
    assert "Oksana" not in written
    assert "Popescu" not in written


def test_a_run_is_found_by_id_beginning_file_and_as_the_last(tmp_path):
    store = RunStore(tmp_path)
    first, second = (made_run(made_case("a"), name=f"2026030{day}T093000Z-made-0001") for day in (1, 2))
    file = tmp_path / "first.json"
    write_run(first, file)
    store.keep(first)
    store.keep(second)
    assert store.find(first.id) == store.find("20260301") == store.find(str(file)) == first
    assert store.find("last") == second
    assert [run.id for run in store.runs()] == [second.id, first.id] == list(store.ids())
    assert store.entries()[1].questions == 1
    assert store.former(second) == first
    assert store.former(made_run(suite="other")) is None


def test_what_is_no_run_is_said(tmp_path):
    store = RunStore(tmp_path)
    for day in (1, 2):
        store.keep(made_run(made_case("a"), name=f"2026030{day}T093000Z-made-0001"))
    with pytest.raises(RunError, match="2 runs that begin so"):
        store.find("2026")
    with pytest.raises(RunError, match="no such run"):
        store.find("2027")
    newer = tmp_path / "newer.json"
    newer.write_text(json.dumps({**json.loads(made_run().model_dump_json()), "schema_version": 2}), encoding="utf-8")
    with pytest.raises(RunError, match=r"format 1 in .*schema_version"):
        read_run(newer)


def test_a_run_is_never_changed(tmp_path):
    store = RunStore(tmp_path)
    first = made_run(made_case("a"))
    store.keep(first)
    store.keep(made_run(made_case("another")))
    assert store.find("last") == first


def test_runs_that_were_files_are_taken_in_once(tmp_path):
    folder = tmp_path / "runs"
    folder.mkdir()
    old = made_run(made_case("a"))
    write_run(old, folder / f"{old.id}.json")
    (folder / "broken.json").write_text("{", encoding="utf-8")
    store = RunStore(tmp_path)
    assert store.find("last") == old
    later = made_run(made_case("a"), name="20260401T093000Z-made-0001")
    write_run(later, folder / f"{later.id}.json")
    assert store.ids() == (old.id,)
    assert (folder / "broken.json").exists()


def test_looking_for_runs_where_none_are_makes_no_file(tmp_path):
    store = RunStore(tmp_path)
    assert (store.ids(), store.former(made_run())) == ((), None)
    with pytest.raises(UnknownRun, match="no such run"):
        store.find("last")
    assert list(tmp_path.iterdir()) == []
