import re
import time

import pytest
from fastapi.testclient import TestClient

from ui.api import create_app

LONGEST_BUILD_SECONDS = 60


@pytest.fixture(scope="module")
def site(demo_settings):
    """The whole application, chat included, once the chat is built."""
    with TestClient(create_app(demo_settings)) as client:
        built_by = time.monotonic() + LONGEST_BUILD_SECONDS
        while client.get("/").status_code != 200 and time.monotonic() < built_by:
            time.sleep(0.1)
        yield client


def test_the_page_links_to_no_other_host(site):
    html = site.get("/").text
    links = re.findall(r"<(?:link|script|img|iframe|meta)[^>]*(?:href|src|content)=\"([^\"]*)\"", html)
    assert links
    assert not [link for link in links if "//" in link]


def test_no_inline_script_runs_without_the_nonce_of_its_reply(site):
    first, second = site.get("/"), site.get("/")
    nonces = [re.search(r"'nonce-([^']+)'", reply.headers["content-security-policy"])[1] for reply in (first, second)]
    assert nonces[0] != nonces[1]
    assert first.text.count("<script") == first.text.count(f'<script nonce="{nonces[0]}"')


def test_the_policy_lets_nothing_in_from_elsewhere(site):
    policy = site.get("/").headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    assert "http" not in policy
    assert "*" not in policy
    assert "script-src" in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=http://example.org",
        "/gradio_api/info",
        "/gradio_api/openapi.json",
        "/gradio_api/runs",
        "/gradio_api/call/say",
        "/monitoring",
        "/config",
        "/docs",
        "/assets/../../pyproject.toml",
        "/soundingboard/../cli.py",
        "/soundingboard/",
    ],
)
def test_addresses_that_the_page_does_not_need_are_not_there(site, path):
    assert site.get(path).status_code == 404
    assert site.post(path, files={"files": b"x"}).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "answered_by.js",
        "asking.js",
        "chat.css",
        "panel.css",
        "chat.js",
        "own_words.js",
        "panel.js",
        "words.js",
        "mark.svg",
    ],
)
def test_our_own_files_are_served(site, name):
    assert site.get(f"/soundingboard/{name}").status_code == 200


def test_a_page_that_outlives_the_server_can_find_it_again_and_ask_for_its_area(site):
    assert site.get("/gradio_api/app_id").status_code == 200
    assert '["Thornmere","thornmere"]' in site.get("/").text.replace(" ", "")


def test_the_chat_is_not_open_to_calls_by_name(site):
    assert site.post("/gradio_api/run/say", json={"data": ["x", "", None]}).status_code == 404
    assert '"named_endpoints":{}' in site.get("/").text.replace(" ", "")


def test_until_the_chat_is_built_the_api_answers_and_the_page_says_so(demo_settings):
    with TestClient(create_app(demo_settings)) as client:
        first = client.get("/")
        assert client.get("/healthz").status_code == 200
    assert first.status_code in (200, 503)
    assert "Sounding Board" in first.text
