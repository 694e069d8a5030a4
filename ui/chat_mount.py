"""Gradio mounted on an app of its own, with everything off that would reach beyond this machine."""

import os

from fastapi import FastAPI

from ui.desk import Desk


def mounted_chat(desk: Desk) -> FastAPI:
    """The chat as an app. The first call imports Gradio, which takes seconds."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import gradio as gr

    from ui.chat import build_chat
    from ui.chat_theme import chat_theme

    app: FastAPI = gr.mount_gradio_app(
        FastAPI(openapi_url=None),
        build_chat(desk),
        path="/",
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        show_error=False,
        enable_monitoring=False,
        theme=chat_theme(),
    )
    return app
