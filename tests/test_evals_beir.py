import json
from pathlib import Path

import pytest

from corpus.errors import SuiteError
from evals.beir import BeirDocument, read_beir
from evals.halves import Half
from evals.ranking import average_precision, ndcg, precision_at_one, recall


def folder(at: Path, splits: tuple[str, ...] = ("dev",)) -> Path:
    (at / "qrels").mkdir()
    corpus = [{"_id": "d1", "title": "T", "text": "one"}, {"_id": "d2", "text": "two"}]
    queries = [{"_id": "q1", "text": "which"}, {"_id": "q2", "text": "what"}, {"_id": "q3", "text": "who"}]
    for name, rows in (("corpus", corpus), ("queries", queries)):
        (at / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    for split in splits:
        judged = "query-id\tcorpus-id\tscore\nq1\td2\t1\nq2\td1\t0\nq3\td1\t2\n"
        (at / "qrels" / f"{split}.tsv").write_text(judged, encoding="utf-8")
    return at


def test_a_folder_is_read_and_only_judged_queries_are_kept(tmp_path: Path) -> None:
    found = read_beir(folder(tmp_path))
    assert found.split == "dev"
    assert found.documents == (
        BeirDocument(id="d1", title="T", text="one"),
        BeirDocument(id="d2", title="", text="two"),
    )
    assert found.queries == {"q1": "which", "q3": "who"}
    assert found.judged == {"q1": {"d2": 1}, "q3": {"d1": 2}}
    assert list(read_beir(tmp_path, most=1).queries) == ["q1"]
    assert list(read_beir(tmp_path, half=Half.LEARNING).queries) == ["q1"]
    assert list(read_beir(tmp_path, half=Half.MEASURING).queries) == ["q3"]


def test_the_split_is_chosen_where_there_are_several(tmp_path: Path) -> None:
    both = folder(tmp_path, ("dev", "test"))
    assert read_beir(both, "test").split == "test"
    with pytest.raises(SuiteError, match="found: dev, test"):
        read_beir(both)
    with pytest.raises(SuiteError, match="split 'train'"):
        read_beir(both, "train")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("corpus.jsonl", "{", "corpus.jsonl, line 1: not JSON"),
        ("queries.jsonl", '{"_id": 3, "text": "x"}\n', "queries.jsonl, line 1: expected an object"),
        ("qrels/dev.tsv", "q1\td1\n", "dev.tsv, line 1: expected query"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, name: str, text: str, message: str) -> None:
    (folder(tmp_path) / name).write_text(text, encoding="utf-8")
    with pytest.raises(SuiteError, match=message):
        read_beir(tmp_path)


def test_ndcg_by_hand() -> None:
    judged = {"a": 2, "b": 1, "c": 1, "n": 0}
    ideal = 2 / 1 + 1 / 1.5849625 + 1 / 2
    assert ndcg(["a", "b", "c"], judged) == pytest.approx(1.0)
    assert ndcg(["b", "x", "a"], judged) == pytest.approx((1 / 1 + 2 / 2) / ideal)
    assert ndcg(["x"] * 10 + ["a"], judged) == 0.0
    assert ndcg(["a"], {}) == 0.0


def test_average_precision_by_hand() -> None:
    judged = {"a": 1, "b": 1, "c": 1}
    assert average_precision(["a", "x", "b", "y", "c"], judged) == pytest.approx((1 + 2 / 3 + 3 / 5) / 3)
    assert average_precision(["x", "a"], judged) == pytest.approx((1 / 2) / 3)
    many = {f"d{n}": 1 for n in range(20)}
    assert average_precision([f"d{n}" for n in range(20)], many) == pytest.approx(10 / 20)


def test_recall_and_precision_by_hand() -> None:
    judged = {"a": 1, "b": 3, "n": 0}
    assert recall(["n", "a", *(f"x{n}" for n in range(8)), "b"], judged) == 0.5
    assert (precision_at_one(["n"], judged), precision_at_one(["b"], judged), precision_at_one([], judged)) == (0, 1, 0)
