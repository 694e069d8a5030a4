"""Training the encoder in small: it learns what it is shown, and a stopped run ends where an unbroken one does."""

from pathlib import Path

import numpy as np
import pytest

from corpus.embedder import Passage
from corpus.encoder_export import packaged_encoder
from corpus.terms import terms
from evals.encoder_examples import Group
from evals.encoder_network import Network, Tokenizer
from evals.encoder_training import Recipe, Training, train

TEXTS = (
    ("The lead professional must ring the Front Door on the same day.", "gaffer for the family, how quick to phone?"),
    ("Notes are kept for six years after a case is closed.", "when can we shred the old stuff"),
    ("A carer may ask for an assessment of their own needs.", "nan is worn out, what's there for her"),
    ("Training is free for every worker in the area.", "does the course cost owt"),
    ("A pregnant woman is offered an appointment within five days.", "she's expecting, how soon will they see her"),
    ("The chair writes to the parents when a meeting is cancelled.", "who lets mum know it's off"),
    ("Methadone is stored in a locked box out of reach.", "where does the green stuff go at home"),
    ("An interpreter is booked by the service that calls the meeting.", "they only speak Polish, who sorts that"),
)
GROUPS = [
    Group(
        name=f"d:{at}",
        source="d",
        passage=Passage(text=text, sentences=((0, len(text)),)),
        questions=(question,),
        stems=frozenset(terms(text)),
    )
    for at, (text, question) in enumerate(TEXTS)
]
RECIPE = Recipe(epochs=3, rate=2e-4, passages=4, together=2, longest=32)


def cosines(network: Network) -> float:
    """The mean cosine of a question with its passage less that with the others."""
    read = Tokenizer(packaged_encoder(), 32)
    passages = network.windows([read.tokens(group.passage) for group in GROUPS])
    asked = network.windows([read.tokens(Passage(text=group.questions[0], sentences=())) for group in GROUPS])
    table = asked @ passages.T
    return float(np.mean(np.diag(table)) - (table.sum() - np.trace(table)) / (table.size - len(table)))


def test_questions_come_nearer_to_their_passages(tmp_path: Path) -> None:
    network = Network(packaged_encoder())
    before = cosines(network)
    train(Training(network, packaged_encoder(), GROUPS, RECIPE), lambda _: None, tmp_path / "checkpoint.pt")
    assert cosines(network) > before + 0.05


def test_a_stopped_run_ends_as_an_unbroken_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evals.encoder_training.EVERY", 1)
    unbroken = Network(packaged_encoder())
    train(Training(unbroken, packaged_encoder(), GROUPS, RECIPE), lambda _: None, tmp_path / "unbroken.pt")
    stopped = Network(packaged_encoder())

    def stop(line: str) -> None:
        if line.startswith("epoch 2 of 3, step 2"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(Training(stopped, packaged_encoder(), GROUPS, RECIPE), stop, tmp_path / "checkpoint.pt")
    again = Network(packaged_encoder())
    train(Training(again, packaged_encoder(), GROUPS, RECIPE), lambda _: None, tmp_path / "checkpoint.pt")
    expected = unbroken.weights()
    assert all(bool((value == expected[name]).all()) for name, value in again.weights().items())


def test_weights_of_another_network_have_another_digest() -> None:
    one, same = Network(packaged_encoder()), Network(packaged_encoder())
    assert one.digest() == same.digest()
    same.take_between(same.weights(), {name: value * 0 for name, value in same.weights().items()}, 0.9)
    assert one.digest() != same.digest()
