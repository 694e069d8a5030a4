import json
import os
import re
import signal
import subprocess
import sys
import urllib.request

import pytest

from corpus.errors import WrongUse
from ui.serve import address, listen


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
