import json
import logging
import os
import re
import signal
import subprocess
import sys
import urllib.request

import pytest
from fastapi.testclient import TestClient

from corpus.errors import WrongUse
from ui.api import create_app
from ui.serve import address, listen, without_traceback


def test_the_address_is_said_as_a_browser_takes_it():
    with listen("127.0.0.1", 0) as listening:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address(listening))


def test_an_address_of_another_machine_is_refused_with_what_to_do():
    with pytest.raises(WrongUse, match="--port"):
        listen("192.0.2.1", 8000)


def test_serve_says_when_it_is_ready_answers_and_stops_when_told(demo_settings):
    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from ui.cli import main; main()", "serve", "--port", str(port)]
    environment = os.environ | {"SOUNDINGBOARD_DATA": str(demo_settings.data)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout.readline() == f"Sounding Board is at http://127.0.0.1:{port}/\n"
        body = json.dumps({"question": "Who leads the plan?", "area": "thornmere"}).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{port}/v1/ask", body, {"content-type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as reply:
            assert json.load(reply)["citations"]
        server.send_signal(signal.SIGTERM)
        assert server.wait(60) in (0, -signal.SIGTERM)


def test_a_fault_is_logged_without_what_was_asked():
    try:
        raise ValueError("what Jayden's mother said")
    except ValueError:
        record = logging.getLogger("uvicorn.error").makeRecord(
            "uvicorn.error", logging.ERROR, __file__, 1, "Exception in ASGI application", (), sys.exc_info()
        )
    assert without_traceback(record)
    assert "Jayden" not in logging.Formatter().format(record)


def test_the_place_of_a_fault_is_logged_and_not_its_message(demo_settings, caplog):
    app = create_app(demo_settings, chat=False)

    @app.get("/fault")
    def fault():
        raise ValueError("what Jayden's mother said")

    with TestClient(app, raise_server_exceptions=False) as client:
        assert client.get("/fault").status_code == 500
    assert "ValueError in test_ui_serve.py:" in caplog.text
    assert "Jayden" not in caplog.text
