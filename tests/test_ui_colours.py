"""The contrast of text against its ground, in both schemes (WCAG 2.2: at least 4.5 to 1 for text, 3 to 1 for edges)."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parent.parent / "ui/assets/chat.css").read_text(encoding="utf-8")
TEXT = [
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "wash"),
    ("soft", "paper"),
    ("soft", "card"),
    ("link", "card"),
    ("link", "paper"),
    ("mark-ink", "mark"),
    ("ink", "red-wash"),
]
EDGES = [("edge", "paper"), ("edge", "card")]


def colours(scheme):
    light, dark = (
        dict(re.findall(r"--sb-([\w-]+): (#\w{6});", block))
        for block in re.findall(r"(?:root|dark) \{(.*?)\n\}", CSS, re.S)
    )
    return light if scheme == "light" else light | dark


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (EDGES, 3.0)], ids=["text", "edges"])
def test_contrast(scheme, pairs, least):
    named = colours(scheme)
    found = {pair: round(contrast(named[pair[0]], named[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in found.items() if ratio < least} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_white_on_what_can_be_pressed(scheme):
    named = colours(scheme)
    assert all(contrast("#ffffff", named[ground]) >= 4.5 for ground in ("harbour", "deep", "header", "red"))
