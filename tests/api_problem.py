"""What every refusal of the API is: a problem detail (RFC 9457)."""

from typing import Any

from httpx import Response

from ui.problems import MEDIA_TYPE
from ui.wire_library import ProblemOut


def is_problem(reply: Response, status: int) -> dict[str, Any]:
    """Assert that a reply is one, and give it back."""
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"] == MEDIA_TYPE
    problem: dict[str, Any] = reply.json()
    assert ProblemOut.model_validate(problem).status == status
    return problem
