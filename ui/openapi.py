"""What /openapi.json says of problems: FastAPI lists them as plain JSON, and they are sent as problem details."""

from typing import Any

from fastapi import FastAPI

from ui.problems import MEDIA_TYPE


def describe_problems(app: FastAPI) -> None:
    """Have the app describe each problem under the media type that it is sent as, and no other."""
    made = app.openapi

    def described() -> dict[str, Any]:
        found = made()
        for path in found["paths"].values():
            for operation in path.values():
                for reply in operation["responses"].values():
                    content = reply.get("content", {})
                    if MEDIA_TYPE in content and "application/json" in content:
                        content[MEDIA_TYPE] = content.pop("application/json")
        return found

    app.openapi = described  # type: ignore[method-assign]
