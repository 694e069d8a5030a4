from corpus.embedder import open_embedder
from corpus.settings import load_settings
from evals.beir import BeirDocument, BeirSet
from evals.beir_run import MEASURES, RANKINGS, beir_generation, run_beir
from evals.beir_table import beir_json, beir_table

TEXTS = {
    "locks": "A lockable box keeps methadone away from children.",
    "midwife": "The midwife leads until a social worker is named.",
    "training": "Everyone completes a course every two years.",
}
GIVEN = BeirSet(
    name="small",
    split="dev",
    documents=tuple(BeirDocument(id=name, title="", text=text) for name, text in TEXTS.items()),
    queries={"q1": "Who leads before the social worker?", "q2": "methadone box"},
    judged={"q1": {"midwife": 1}, "q2": {"locks": 1, "training": 0}},
)


def test_a_small_set_is_ranked_by_words_by_meaning_and_by_both() -> None:
    run = run_beir(GIVEN, load_settings())
    assert tuple(run.scores) == RANKINGS
    for ranking in RANKINGS:
        found = {name: value.mean for name, value in run.scores[ranking].items() if value}
        assert found == dict.fromkeys(MEASURES, 1.0), ranking
    assert (run.documents, run.queries, run.index_recall) == (3, 2, 1.0)
    assert beir_json(run)["scores"]["fused"]["P@1"]["mean"] == 1.0
    assert "small (dev): 2 queries, 3 documents" in str(beir_table(run).title)


def test_paragraphs_of_one_title_are_of_one_section() -> None:
    settings = load_settings()
    titled = tuple(
        BeirDocument(id=name, title=title, text=TEXTS["locks"]) for name, title in (("a", "T"), ("b", "U"), ("c", "T"))
    )
    given = BeirSet(name="small", split="dev", documents=titled, queries={}, judged={})
    with beir_generation(given, open_embedder(settings.embedder, settings.models, threads=1)) as generation:
        assert generation.surroundings.sections.tolist() == [0, 1, 0]
        assert generation.surroundings.lengths.tolist() == [8, 8, 8]
