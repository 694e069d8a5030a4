import pytest
from made_runs import made_case, made_run

from corpus.errors import RunError
from corpus.library import Library
from corpus.settings import PROJECT
from evals.baseline import baseline_of, baseline_toml, held, read_baseline
from evals.kept_run import kept_run
from evals.run import run_suite
from evals.suite import read_suite

DEMO = PROJECT / "evals" / "suites" / "demo.jsonl"


def run_of(*values, number=1.0):
    return made_run(
        *(made_case(str(at), outcome=value, refused_wrongly=1 - value) for at, value in enumerate(values)),
        made_case("n", number=number, verbatim=1.0),
    )


FOUR = run_of(1.0, 1.0, 1.0, 0.0)


def written(tmp_path, run=FOUR):
    file = tmp_path / "made.baseline.toml"
    file.write_text(baseline_toml(baseline_of(run)), encoding="utf-8")
    return file


def test_a_run_holds_to_its_own_baseline(tmp_path):
    baseline = read_baseline(written(tmp_path))
    assert {it.score: it.value for it in baseline.figure} == {
        "outcome": 0.75,
        "refused wrongly": 0.25,
        "number": 1.0,
        "verbatim": 1.0,
    }
    assert all(it.holds for it in held(baseline, FOUR))


@pytest.mark.parametrize(
    ("run", "fell"),
    [
        (run_of(1.0, 1.0, 1.0, 1.0), set()),
        (run_of(1.0, 1.0, 0.0, 0.0), {"outcome", "refused wrongly"}),
        (run_of(1.0, 1.0, 1.0), {"outcome", "refused wrongly"}),
        (run_of(1.0, 1.0, 1.0, 0.0, number=None), {"number"}),
    ],
    ids=["better", "worse", "fewer scored", "none scored"],
)
def test_what_fell_is_named(tmp_path, run, fell):
    baseline = read_baseline(written(tmp_path))
    assert {it.figure.score for it in held(baseline, run) if not it.holds} == fell


def test_a_fall_within_the_tolerance_holds(tmp_path):
    file = written(tmp_path)
    wide = file.read_text(encoding="utf-8").replace("tolerance = 0.03", "tolerance = 0.25")
    file.write_text(wide, encoding="utf-8")
    assert all(it.holds for it in held(read_baseline(file), run_of(1.0, 1.0, 0.0, 0.0)))


def test_writing_again_keeps_tolerances_reasons_and_figures_by_tag(tmp_path):
    file = written(tmp_path)
    text = file.read_text(encoding="utf-8").replace("tolerance = 0.03", "tolerance = 0.1", 1)
    text += '\n[[figure]]\nscore = "outcome"\ntag = "lead"\nvalue = 0.1\nquestions = 1\n'
    text += 'tolerance = 0.2\nreason = "Few \\"lead\\" questions"\n'
    file.write_text(text, encoding="utf-8")
    again = baseline_of(run_of(1.0, 1.0, 1.0, 1.0), read_baseline(file))
    file.write_text(baseline_toml(again), encoding="utf-8")
    whole, tagged = (
        next(it for it in read_baseline(file).figure if it.score == "outcome" and it.tag == tag)
        for tag in (None, "lead")
    )
    assert (whole.value, whole.tolerance) == (1.0, 0.1)
    assert (tagged.value, tagged.questions, tagged.reason) == (1.0, 4, 'Few "lead" questions')


def test_every_mistake_of_a_baseline_is_said_at_once(tmp_path):
    file = tmp_path / "wrong.toml"
    file.write_text('schema = 1\nsuite = "made"\n[[figure]]\nscore = ""\nvalue = "much"\n', encoding="utf-8")
    with pytest.raises(RunError, match="5 mistake") as told:
        read_baseline(file)
    assert all(field in str(told.value) for field in ("score", "value", "questions", "tolerance", "reason"))
    file.write_text("schema =", encoding="utf-8")
    with pytest.raises(RunError, match="Expected TOML"):
        read_baseline(file)
    with pytest.raises(RunError, match="could not read it"):
        read_baseline(tmp_path / "none.toml")


def test_the_demonstration_suite_holds_to_its_committed_baseline(demo_board, demo_settings):
    library = Library.open(demo_settings.data)
    try:
        run = kept_run(run_suite("demo", read_suite(DEMO), demo_board, library), demo_settings)
    finally:
        library.close()
    baseline = read_baseline(DEMO.with_suffix(".baseline.toml"))
    assert baseline.suite == "demo"
    assert len(baseline.figure) >= 10
    assert {it.figure.score: it.found for it in held(baseline, run) if not it.holds} == {}
