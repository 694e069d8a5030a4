"""Folds: documents divided evenly, an encoder trained without one half and asked its questions, kept and not made twice."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.rank import load_ranker
from corpus.embedder import SHIPPED, open_embedder
from corpus.errors import SuiteError, WrongUse
from corpus.library import Library
from corpus.settings import load_settings
from evals.encoder_check import eight_bits_and_floats, float_lines
from evals.encoder_examples import Group, group_of
from evals.encoder_fold_examples import asked_of, check_questions, fold_examples
from evals.encoder_fold_figures import compared, compared_by_grades
from evals.encoder_fold_grades import graded_answers, pooled
from evals.encoder_fold_questions import FoldQuestion, folds_of, questions_on
from evals.encoder_fold_ranks import Ranks, indexed_by, ranks_of
from evals.encoder_fold_table import fold_lines
from evals.encoder_folds import MADE, RANKED_WITH_STOCK, Trial, kept_folds, run_fold, train_fold
from evals.encoder_kept import FLOAT, OURS, STOCK, KeptFold, KeptQuestion, keep_fold, read_fold
from evals.encoder_pool import take
from evals.encoder_training import AS_SHIPPED, Recipe
from evals.fit_encoder import FLOAT as FLOAT_FOLDER
from evals.fit_encoder import Making
from evals.fit_ranker import by_hand
from evals.question_bank import BankEntry, BankQuestion, Kind, digest_of
from evals.ranker_learn import LEARNT
from ingest.ingest import ingest

TEXTS = {
    "ferry": (
        "A young carer may ask the ferry office for an assessment of their own needs at any age.",
        "The ferry office rings the family back within two working days of a first call.",
        "Life jackets are lent to any child who crosses, and are returned on the far side.",
        "Where a crossing is cancelled for bad weather, the crew tell the school by nine in the morning and write down who knew.",
    ),
    "lamp": (
        "The lamp keeper writes to both parents when a meeting is cancelled or moved.",
        "Methadone at home is stored in a locked box out of the reach of children.",
        "Notes on a lamp visit are kept for six years after the case is closed.",
        "The keeper never visits alone where a dog is loose in the yard, and asks a second worker to come along on the day.",
    ),
}
ASKED = {
    "ferry": (
        "nan's worn out, who looks at the lad",
        "how quick do they phone",
        "is there kit",
        "it's blowing, now what",
    ),
    "lamp": (
        "who tells mum it's off",
        "where does the green stuff go",
        "when can we shred old stuff",
        "big dog there, hm",
    ),
}


def question(document: str, at: int, kind: Kind = Kind.COLLOQUIAL) -> FoldQuestion:
    return FoldQuestion(
        kind=kind,
        question=ASKED[document][at],
        history=(),
        paragraph_id=f"{document}:~{at + 1}",
        document_id=document,
    )


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """Two small documents, four questions on each, and a training of a few steps on what is not left out."""
    folder = tmp_path_factory.mktemp("folds")
    documents = folder / "documents"
    documents.mkdir()
    for name, texts in TEXTS.items():
        (documents / f"{name}.md").write_text(f"# The {name}\n\n" + "\n\n".join(texts) + "\n", encoding="utf-8")
    settings = load_settings().model_copy(update={"data": folder / "library"})
    ingest([documents], settings, lambda _: None)
    library = Library.open(settings.data)
    paragraphs = {it.id: it for name in TEXTS for it in library.paragraphs(name)}
    questions = [question(name, at) for name in TEXTS for at in range(4)]

    def learnt_without(left_out: frozenset[str]) -> list[Group]:
        kept = [one for one in questions if one.document_id not in left_out]
        return [group_of(paragraphs[one.paragraph_id], [one.question]) for one in kept]

    return Trial(
        library=library,
        questions=questions,
        learnt_without=learnt_without,
        making=Making(recipe=Recipe(epochs=1, passages=2, together=2, longest=32), floats=True),
        stock=open_embedder(SHIPPED, settings.models, threads=1),
        ranker=load_ranker(),
        out=folder / "out",
    )


def test_a_fold_is_trained_asked_and_kept_once(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    made = run_fold(trial, 1)
    assert {one.document for one in made.questions} == trial.folds()[0]
    assert all(set(one.ranks) == {STOCK, OURS, FLOAT} for one in made.questions)
    kept = json.loads(trial.file(1).read_text(encoding="utf-8"))
    assert not [text for asked in ASKED.values() for text in asked if text in json.dumps(kept)]
    monkeypatch.setattr("evals.encoder_folds.fit", lambda *_: pytest.fail("trained again"))
    assert run_fold(trial, 1) == made == kept_folds(trial)[0]
    trial.file(1).unlink()
    with monkeypatch.context() as patched:
        patched.setattr("evals.encoder_fold_ranks.build_generation", lambda *_: pytest.fail("indexed again"))
        assert run_fold(trial, 1).questions == made.questions
    lines = "\n".join(fold_lines([made], trial.making.recipe, trial.base()))
    assert (
        "1 of 4 folds, 1 documents, 4 questions. Each encoder was trained as the shipped one is but for 1 of 2 epochs"
        in lines
    )
    folder = trial.out / "fold-1"
    assert (folder / FLOAT_FOLDER / "model.onnx").stat().st_size > 3 * (folder / "model.onnx").stat().st_size
    asked = eight_bits_and_floats(trial, folder, trial.of(trial.folds()[0]))
    assert [one.ranks[OURS] for one in asked] == [one.ranks[OURS] for one in made.questions]
    assert [one.ranks[FLOAT] for one in asked] == [one.ranks[FLOAT] for one in made.questions]
    assert "not the shipped file" in "\n".join(float_lines(asked, "0" * 64))


def test_the_right_paragraph_is_found_among_all(trial: Trial) -> None:
    with indexed_by(trial.stock, trial.library) as snapshot:
        exact = [
            FoldQuestion(kind=Kind.PLAIN, question=text, history=(), paragraph_id=f"{name}:~{at + 1}", document_id=name)
            for name, texts in TEXTS.items()
            for at, text in enumerate(texts)
        ]
        found = ranks_of(exact, snapshot, trial.stock, None)
        assert {(it.dense, it.fused) for it in found.values()} == {(1, 1)}
        assert all(found[it.key].dense_first[0] == found[it.key].fused_first[0] == it.paragraph_id for it in exact)
        wrong = FoldQuestion(
            kind=Kind.PLAIN, question=TEXTS["lamp"][0], history=(), paragraph_id="ferry:~3", document_id="ferry"
        )
        missed = ranks_of([wrong], snapshot, trial.stock, None)[wrong.key]
        assert (missed.dense, missed.fused) != (1, 1)


def test_the_ranker_learns_from_questions_put_to_all_documents(trial: Trial) -> None:
    numbered = replace(question("ferry", 0), question="what does paragraph 3 say?")
    found = asked_of(trial.stock, trial, [question("lamp", 1), numbered])
    assert len(found) == 1
    with indexed_by(trial.stock, trial.library) as snapshot:
        names = [it.paragraph_id for it in snapshot.generation.entries]
    assert [names[row] for row in found[0].right] == ["lamp:~2"]
    assert len(found[0].measured.rows) == len(names)


def test_folds_that_are_not_made_are_named(tmp_path: Path) -> None:
    (tmp_path / "fold-1").mkdir()
    (tmp_path / "fold-1" / MADE).write_text("{}", encoding="utf-8")
    with pytest.raises(WrongUse, match="found no fold 2, 3, 4"):
        fold_examples(tmp_path, tmp_path, load_settings())


def test_a_fold_that_was_asked_other_questions_teaches_nothing(trial: Trial) -> None:
    folder, _ = train_fold(trial, 1)
    own = trial.of(trial.folds()[0])
    check_questions(folder, own)
    with pytest.raises(WrongUse, match="found others"):
        check_questions(folder, trial.of(trial.folds()[1]))
    with pytest.raises(WrongUse, match="found others"):
        check_questions(folder, own[1:])


def test_a_fold_is_asked_again_once_a_ranker_has_other_weights(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    made = run_fold(trial, 1)
    monkeypatch.setattr("evals.encoder_folds.fit", lambda *_: pytest.fail("trained again"))
    for_stock = replace(trial, ranker=by_hand())
    assert kept_folds(for_stock) == []
    assert run_fold(for_stock, 1).mark != made.mark


def test_stock_is_ranked_by_measures_that_there_are() -> None:
    with_stock = load_ranker(RANKED_WITH_STOCK)
    assert set(with_stock.weights) == set(LEARNT)
    assert with_stock != load_ranker()


def test_documents_are_divided_evenly_and_always_alike() -> None:
    counts = {"a": 1441, "b": 1004, "c": 590, "d": 568, "e": 480, "f": 342, "g": 326, "h": 264, "i": 169}
    folds = folds_of(counts)
    sizes = [sum(counts[name] for name in fold) for fold in folds]
    assert sorted(name for fold in folds for name in fold) == sorted(counts)
    assert max(sizes) == counts["a"]
    assert min(sizes) > 0.7 * sum(counts.values()) / 4
    assert folds == folds_of(dict(reversed(counts.items())))


def test_questions_are_those_of_the_bank_and_of_the_pairs(trial: Trial, tmp_path: Path) -> None:
    paragraphs = [it for name in TEXTS for it in trial.library.paragraphs(name)]
    before, asked = BankQuestion(kind=Kind.TERSE, question="kit?"), "and who pays"
    follow_up = BankQuestion(kind=Kind.FOLLOW_UP, question=asked, history=(before.question,))
    entry = BankEntry(
        paragraph_id="ferry:~3", digest=digest_of(TEXTS["ferry"][2]), text=None, questions=(before, follow_up)
    )
    gone = replace(entry, digest=digest_of("It reads otherwise now."))
    window = {"paragraph": f"12 {TEXTS['lamp'][1]} 13", "questions": ["one", "two", "three", "four"]}
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text(json.dumps(window) + "\n", encoding="utf-8")
    found = questions_on([entry, gone, entry], pairs, paragraphs)
    assert [(one.kind, one.question, one.history, one.paragraph_id) for one in found] == [
        (Kind.TERSE, "kit?", (), "ferry:~3"),
        (Kind.FOLLOW_UP, asked, ("kit?",), "ferry:~3"),
        (Kind.COLLOQUIAL, "one", (), "lamp:~2"),
        (Kind.STORY, "two", (), "lamp:~2"),
        (Kind.TERSE, "three", (), "lamp:~2"),
        (Kind.PLAIN, "four", (), "lamp:~2"),
    ]


def fold_with(mark: str = "m", fold: int = 1) -> KeptFold:
    """Ours finds first what stock finds third, on the first of two paragraphs; nothing of the other."""
    found = {STOCK: Ranks(dense=3, fused=1), OURS: Ranks(dense=1, fused=None), FLOAT: Ranks(dense=1, fused=None)}
    none = dict.fromkeys(found, Ranks(dense=None, fused=None))
    questions = (
        KeptQuestion(question="a", paragraph="ferry:~1", document="ferry", kind=Kind.COLLOQUIAL, ranks=found),
        KeptQuestion(question="a", paragraph="ferry:~1", document="ferry", kind=Kind.COLLOQUIAL, ranks=found),
        KeptQuestion(question="b", paragraph="lamp:~1", document="lamp", kind=Kind.COLLOQUIAL, ranks=none),
        KeptQuestion(question="c", paragraph="lamp:~2", document="lamp", kind=Kind.PLAIN, ranks=none),
    )
    return KeptFold(mark=mark, fold=fold, epochs=2, minutes=1.5, questions=questions)


def test_shares_and_differences_are_of_questions_and_paired() -> None:
    found = compared(fold_with().questions, "dense", 1)
    assert found
    assert (found.before.mean, found.after.mean, found.gain.mean) == (0.0, 0.5, 0.5)
    assert 0.0 <= found.gain.low < 0.5 < found.gain.high <= 1.0
    deep = compared(fold_with().questions, "dense", 5)
    assert deep
    assert (deep.gain.mean, deep.gain.low, deep.gain.high) == (0.0, 0.0, 0.0)
    assert compared([], "dense", 1) is None


def test_another_paragraph_that_answers_counts_once_the_whole_pool_is_graded(tmp_path: Path) -> None:
    stock = Ranks(dense=3, fused=None, dense_first=("x", "y", "ferry:~1"), fused_first=("x", "y"))
    ours = Ranks(dense=None, fused=1, dense_first=("y", "x"), fused_first=("ferry:~1", "z"))
    asked = [
        KeptQuestion(
            question=name,
            paragraph="ferry:~1",
            document="ferry",
            kind=Kind.COLLOQUIAL,
            ranks={STOCK: stock, OURS: ours},
        )
        for name in ("a", "b")
    ]
    assert graded_answers(asked, tmp_path / "none.jsonl") == {}
    (tmp_path / "grades-1.jsonl").write_text(
        '{"question": "a", "grades": {"x": 1, "y": 3, "z": 0, "ferry:~1": 2}}\n'
        '{"question": "b", "grades": {"x": 3, "y": 3}}\n',
        encoding="utf-8",
    )
    assert take(tmp_path, tmp_path / "grades.jsonl") == 2
    answers = graded_answers(asked, tmp_path / "grades.jsonl")
    assert answers == {"a": frozenset({"y", "ferry:~1"})}
    found = compared_by_grades(asked[:1], answers, "dense", 1)
    assert found
    assert (found.before.mean, found.after.mean) == (0.0, 1.0)
    fused = compared_by_grades(asked[:1], answers, "fused", 1)
    assert fused
    assert (fused.before.mean, fused.after.mean) == (0.0, 1.0)
    assert set(pooled(asked)["a"]) == {"x", "y", "z", "ferry:~1"}
    (tmp_path / "grades-2.jsonl").write_text('{"question": "a", "grades": {"x": 4}}\n', encoding="utf-8")
    with pytest.raises(SuiteError, match="expected grades from 0 to 3"):
        take(tmp_path, tmp_path / "grades.jsonl")


def test_the_table_names_what_fell_and_what_is_not_met() -> None:
    lines = "\n".join(fold_lines([fold_with()], AS_SHIPPED, "abc"))
    assert "1 of 4 folds, 2 documents, 4 questions. Each encoder was trained as the shipped one is, from" in lines
    assert "sha256 abc…." in lines
    assert "dense, put as people talk, first 1: +.667, wanted at least +.120: met." in lines
    assert "dense, put as people talk, first 5: +.000, wanted at least +.150: **not met**." in lines
    assert "`ferry` (all, fused, first 1: −1.000" in lines
    assert "`lamp` (" not in lines


def test_a_fold_made_of_something_else_is_made_again(tmp_path: Path) -> None:
    keep_fold(fold_with(), tmp_path / "fold-1.json")
    assert read_fold(tmp_path / "fold-1.json", "m") == fold_with()
    assert read_fold(tmp_path / "fold-1.json", "other") is None
    assert read_fold(tmp_path / "fold-2.json", "m") is None
