"""Training the danger net in small: it learns what it is shown, the same way each time, and is taught what nobody has judged."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.embedder import open_network
from corpus.encoder_export import packaged_encoder
from evals import fit_danger
from evals.danger_training import DangerTraining, Recipe, Wanted
from evals.fit_danger import fit, judged, taught, unjudged, unseen
from evals.urgent_examples import learning_phrasings

NOW = ("he has a knife and they are upstairs", "the baby is blue and floppy", "she took all her tablets just now")
CALM = ("last year he had a knife, who leads now?", "is there a leaflet on safe sleep?", "which form do I send?")
TEXTS = [*(Wanted(text=it, urgent=1.0) for it in NOW), *(Wanted(text=it, urgent=0.0) for it in CALM)]
RECIPE = Recipe(epochs=3, rate=1e-4, batch=3, longest=24, head_rate=5e-3)


def trained(recipe: Recipe = RECIPE) -> DangerTraining:
    training = DangerTraining(packaged_encoder(), TEXTS, recipe)
    training.train(lambda _: None)
    return training


def test_what_is_urgent_comes_to_more_than_what_is_calm() -> None:
    scores = trained().scores([*NOW, *CALM])
    assert scores[:3].min() > scores[3:].max()


def test_the_same_texts_give_the_same_network() -> None:
    once, again, other = trained(), trained(), trained(replace(RECIPE, seed=2))
    assert once.scores(NOW).tolist() == again.scores(NOW).tolist() != other.scores(NOW).tolist()


def test_no_texts_are_refused() -> None:
    with pytest.raises(ValueError, match="found none"):
        DangerTraining(packaged_encoder(), [], RECIPE)


def test_parts_of_a_phrasing_are_shown_by_themselves_but_not_what_is_judged() -> None:
    story = "The cat was out. He went up the stairs with a hammer. I could hear her."
    parts = unjudged([Wanted(text=story, urgent=1.0), Wanted(text="I could hear her.", urgent=0.0)])
    assert "He went up the stairs with a hammer." in parts
    assert "The cat was out. He went up the stairs with a hammer." in parts
    assert story not in parts
    assert "I could hear her." not in parts


def test_no_network_learns_from_the_fifth_that_weighs_it() -> None:
    kept = {it.text for it in unseen()}
    assert len(kept) > 500
    texts = judged()
    assert not kept & {it.text for it in texts}


def test_what_the_larger_network_said_is_kept(tmp_path: Path) -> None:
    recipe = replace(RECIPE, epochs=1)
    said = taught(packaged_encoder(), TEXTS, ["he has a hammer"], tmp_path, recipe)
    file = tmp_path / "taught.json"
    kept = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**kept, "likely": [0.25]}), encoding="utf-8")
    assert taught(packaged_encoder(), TEXTS, ["he has a hammer"], tmp_path, recipe).tolist() == [0.25]
    assert taught(packaged_encoder(), TEXTS[1:], ["he has a hammer"], tmp_path, recipe).tolist() != [0.25]
    assert 0 < said[0] < 1


def test_the_command_writes_a_network_that_the_check_can_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit_danger, "judged", lambda *, made=False: [] if made else list(TEXTS))
    monkeypatch.setattr(fit_danger, "unjudged", lambda _: ["he has a hammer"])
    monkeypatch.setattr(fit_danger, "unseen", lambda: list(learning_phrasings()[::100]))
    monkeypatch.setattr(fit_danger, "TEACHER", replace(RECIPE, epochs=1))
    monkeypatch.setattr(fit_danger, "NET", RECIPE)
    fit(tmp_path, packaged_encoder(), brief=False)
    head = json.loads((tmp_path / "head.json").read_text(encoding="utf-8"))
    net = open_network(tmp_path, called="danger", threads=1)
    scores = [float(net.embed_query(it) @ np.asarray(head["weights"])) + head["bias"] for it in (*NOW, *CALM)]
    assert min(scores[:3]) > max(scores[3:])
