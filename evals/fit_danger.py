"""Train the danger net: `python -m evals.fit_danger OUT --teacher FOLDER` writes the second urgent check's int8 network to OUT.

FOLDER holds a larger network in transformers' files (`model.safetensors`, `config.json`, `tokenizer.json`): all-mpnet-base-v2
for the shipped one (assistant/danger_net/README.md). It learns from the judged phrasings first, and then judges texts that
nobody has judged: parts of those phrasings, and the questions of the bank. The small network, begun from stock MiniLM, learns
from both, and from judged phrasings with a question put behind them. A fifth of the phrasings is kept from both networks, so
that `python -m evals.fit_urgent` can weigh what they are worth. What the larger one said is kept in OUT: run again, the command
goes on from there.
"""

import argparse
import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from corpus.encoder_export import packaged_encoder, write_encoder
from corpus.sentences import sentence_spans
from evals.danger_training import DangerTraining, Numbers, Recipe, Wanted
from evals.question_bank import bank_files, read_bank
from evals.urgent_curve import curve
from evals.urgent_examples import UNSEEN_FOLD, Example, asked_behind, learning_examples, learning_phrasings

TEACHER = Recipe(epochs=2, rate=3e-5)
NET = Recipe(epochs=3, rate=5e-5)
TAUGHT = "taught.json"
"""Beside the network: what the larger one said of texts that nobody has judged."""
FEWEST_WORDS = 3
"""Words of the shortest part of a phrasing that is shown by itself."""
UNJUDGED_WEIGHT = 0.5
"""What a text counts that only the larger network has judged; one that a person has judged counts 0.5 to 1.5."""


def judged(*, made: bool = False) -> list[Wanted]:
    """The texts that people have judged, or with `made` those that are made of them, but for the fifth that no network learns
    from.
    """
    examples = asked_behind(learning_phrasings()) if made else learning_examples()
    return [
        Wanted(text=it.text, urgent=float(it.urgent), weight=it.weight) for it in examples if it.fold != UNSEEN_FOLD
    ]


def unseen() -> list[Example]:
    """That fifth of the phrasings, those of writers who had not seen the patterns."""
    return [it for it in learning_phrasings() if it.fold == UNSEEN_FOLD and it.apart]


def unjudged(texts: Sequence[Wanted]) -> list[str]:
    """Parts of judged texts, and questions of the bank, that are not judged themselves; each once, in a fixed order."""
    known = {it.text for it in texts} | {it.text for it in learning_examples()}
    parts = (part for it in texts for part in _parts(it.text))
    bank = (one.question for entry in read_bank(bank_files()) for one in entry.questions)
    return [text for text in dict.fromkeys([*parts, *bank]) if text not in known]


def _parts(text: str) -> Iterator[str]:
    """Each sentence, and each pair of neighbours, of a text of several."""
    spans = sentence_spans(text)
    for size in (1, 2):
        for first, last in zip(spans, spans[size - 1 :], strict=False):
            part = text[first[0] : last[1]].strip()
            if len(spans) > size and len(part.split()) >= FEWEST_WORDS:
                yield part


def taught(teacher: Path, texts: Sequence[Wanted], others: Sequence[str], out: Path, recipe: Recipe) -> Numbers:
    """How likely each of the other texts is to be urgent, by the larger network once it has learnt, shape (n,)."""
    weights = hashlib.sha256((teacher / "model.safetensors").read_bytes()).hexdigest()
    said = json.dumps([weights, repr(recipe), [repr(it) for it in texts], list(others)])
    mark, kept = hashlib.sha256(said.encode()).hexdigest(), out / TAUGHT
    if kept.is_file() and (there := json.loads(kept.read_text(encoding="utf-8")))["mark"] == mark:
        return np.asarray(there["likely"])
    training = DangerTraining(teacher, texts, recipe)
    training.train(_say)
    _say(f"the larger network: {_measured(training)}")
    likely = np.round(1 / (1 + np.exp(-training.scores(others))), 4)
    kept.write_text(json.dumps({"mark": mark, "likely": likely.tolist()}), encoding="utf-8")
    return likely


def fit(out: Path, teacher: Path | None, *, brief: bool) -> str:
    """Train, and write `model.onnx`, `tokenizer.json`, `digests.json` and `head.json` to `out`. Returns how well it does."""
    out.mkdir(parents=True, exist_ok=True)
    texts = judged()
    if teacher:
        others = unjudged(texts)
        likely = taught(teacher, texts, others, out, replace(TEACHER, brief=brief))
        said = zip(others, likely, strict=True)
        texts += [Wanted(text=text, urgent=float(it), weight=UNJUDGED_WEIGHT) for text, it in said]
    texts += judged(made=True)
    _say(f"{len(texts):,} texts")
    folder = packaged_encoder()
    training = DangerTraining(folder, texts, replace(NET, brief=brief))
    training.train(_say)
    with tempfile.TemporaryDirectory(prefix="danger-") as made:
        training.network.save(Path(made))
        write_encoder(Path(made), folder / "tokenizer.json", out)
    weights, bias = training.line()
    line = {"bias": round(bias, 4), "weights": [round(float(it), 4) for it in weights]}
    _add_head(out, json.dumps(line) + "\n")
    return f"the net: {_measured(training)}"


def _add_head(out: Path, line: str) -> None:
    """Put the head beside the network, and into the list of its files' digests."""
    (out / "head.json").write_text(line, encoding="utf-8")
    listed = out / "digests.json"
    digests: dict[str, str] = json.loads(listed.read_text(encoding="utf-8"))
    digests["head.json"] = hashlib.sha256(line.encode()).hexdigest()
    listed.write_text(json.dumps(digests, indent=1) + "\n", encoding="utf-8")


def _measured(training: DangerTraining) -> str:
    examples = unseen()
    scores = training.scores([it.text for it in examples])
    return f"phrasings that it has not seen: {curve(scores, np.array([it.urgent for it in examples]))}"


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def main(arguments: Sequence[str] | None = None) -> None:
    """Train by the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--teacher", type=Path, help="the larger network's folder; without it there is none")
    parser.add_argument("--brief", action="store_true", help="multiply in bfloat16: twice as fast where there is such")
    given = parser.parse_args(arguments)
    _say(fit(given.out, given.teacher, brief=given.brief))


if __name__ == "__main__":
    main()
