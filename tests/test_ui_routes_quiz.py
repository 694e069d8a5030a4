"""The examples of the quiz routes and of runs, sent as they stand in /openapi.json: each gets the reply that is shown there."""

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from made_runs import made_case, made_run

import ui
from evals.run_store import RunStore
from ui.api import create_app
from ui.quiz_shelf import QuizShelf
from ui.wire_evals import RunsOut, RunSummaryOut
from ui.wire_quiz import (
    DecidedOut,
    ImportedSetOut,
    MadeSetOut,
    NotesOut,
    ReviewedOut,
    SetOut,
    SetsOut,
    StaleOut,
)

FILE = Path(ui.__file__).parent / "data" / "quiz_api.json"
EXAMPLES: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
MODELS = {
    "make": MadeSetOut,
    "list": SetsOut,
    "read": SetOut,
    "decide": DecidedOut,
    "review": ReviewedOut,
    "stale": StaleOut,
    "notes": NotesOut,
    "rename": SetOut,
    "import_gift": ImportedSetOut,
    "import_moodle": ImportedSetOut,
    "runs": RunsOut,
    "run": RunSummaryOut,
}
TEXTS = {"import_gift": "text/plain", "import_moodle": "application/xml"}
TIME = re.compile(r'"(made_at|changed_at)": "[^"]+"')
DAY = (re.compile(r'"on": "[0-9-]{10}"'), re.compile(r"\bon [0-9]{1,2} [A-Z][a-z]+ 20[0-9]{2}\."))
LIBRARY = re.compile(r'"library": "[0-9a-f]{8,}"')


class Walk:
    """Examples sent one after another. What differs from day to day is written as the examples write it."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.ids: dict[str, str] = {}

    def send(self, name: str) -> Any:
        """Send an example and give its reply, settled."""
        example = EXAMPLES[name]
        path = example["path"]
        for real, shown in self.ids.items():
            path = path.replace(shown, real)
        sent: dict[str, Any] = {}
        if name in TEXTS:
            sent = {"content": example["request"].encode(), "headers": {"content-type": TEXTS[name]}}
        elif "request" in example:
            sent = {"json": example["request"]}
        reply = self.client.request(example["method"], path, **sent)
        assert reply.status_code in (200, 201, 204), reply.text
        is_json = reply.content and reply.headers["content-type"] == "application/json"
        return self.settled(reply.json() if is_json else reply.text)

    def settled(self, reply: Any) -> Any:
        """Ids in order of appearance, one time, one library."""
        text = json.dumps(reply, ensure_ascii=False)
        for kind, real in re.findall(r"\b((?:set|q)-)([0-9a-f]{12})\b", text):
            same = sum(it.startswith(kind) for it in self.ids)
            self.ids.setdefault(kind + real, f"{kind}{same + 1:012x}")
        for real, shown in self.ids.items():
            text = text.replace(real, shown)
        text = TIME.sub(r'"\1": "2026-03-02T09:30:00.000000+00:00"', text)
        text = DAY[1].sub("on 2 March 2026.", DAY[0].sub('"on": "2026-03-02"', text))
        return json.loads(LIBRARY.sub('"library": "0123456789abcdef"', text))


def an_item_changes(shelf: QuizShelf) -> None:
    """As though the paragraph of the first item said something else when it was made."""

    def changed(quiz):
        first, *rest = quiz.items
        return replace(quiz, items=(replace(first, source=replace(first.source, digest="0" * 16)), *rest))

    shelf.change("Induction day", changed)


@pytest.fixture(scope="module")
def settings(demo_settings, tmp_path_factory):
    data = tmp_path_factory.mktemp("quiz") / "data"
    # What other tests keep there is no part of the examples.
    shutil.copytree(demo_settings.data, data, ignore=shutil.ignore_patterns("evals.sqlite*", "suites"))
    return demo_settings.model_copy(update={"data": data})


@pytest.fixture(scope="module")
def api(settings):
    with TestClient(create_app(settings, chat=False)) as client:
        yield client


def test_every_example_is_answered_as_it_is_shown(api, settings, update_golden):
    RunStore(settings.data).keep(made_run(made_case("a", outcome=1.0), made_case("b", outcome=0.0)))
    walk = Walk(api)
    got = {}
    for name in EXAMPLES:
        if name == "stale":
            an_item_changes(QuizShelf(settings))
        got[name] = walk.send(name)
        if name in MODELS:
            MODELS[name].model_validate(got[name])
    if update_golden:
        written = {name: {**example, "response": got[name]} for name, example in EXAMPLES.items()}
        FILE.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    shown = json.loads(FILE.read_text(encoding="utf-8"))
    for name, reply in got.items():
        assert reply == shown[name]["response"], name
    assert QuizShelf(settings).names() == ("Own bank", "Own questions")


def test_openapi_says_of_every_route_what_it_is_for_with_examples_of_what_goes_in_and_comes_out(api):
    described = api.get("/openapi.json").json()
    routes = [
        (method, path, route)
        for path, methods in described["paths"].items()
        if path.startswith(("/v1/quiz", "/v1/evals"))
        for method, route in methods.items()
    ]
    assert len(routes) == len(EXAMPLES) - 1  # one route takes both kinds of bank
    for method, path, route in routes:
        assert route["summary"], path
        assert len(route["description"]) > 40, path
        if method in ("post", "put", "patch") and not path.endswith("/review"):
            assert _examples(route["requestBody"]["content"], described), (method, path)
        replies = {status: reply for status, reply in route["responses"].items() if status < "300"}
        assert all(status == "204" or _examples(reply["content"], described) for status, reply in replies.items()), path
        assert {"400", "404", "422", "503"} <= set(route["responses"])


def _examples(content: Any, described: Any) -> list[Any]:
    """The examples of a body: beside it, or with its schema."""
    named = [form.get("schema", {}).get("$ref", "").rpartition("/")[2] for form in content.values()]
    schemas = [described["components"]["schemas"][name] for name in named if name]
    return [
        *(form["example"] for form in content.values() if form.get("example")),
        *(it for schema in schemas for it in schema.get("examples", []) if it),
    ]
