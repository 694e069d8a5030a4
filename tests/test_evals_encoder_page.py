"""The page of what was measured of the encoder: each command writes its own part."""

from pathlib import Path

from evals.encoder_page import HEADINGS, write_measured
from evals.page_parts import parts_of


def test_each_part_of_the_page_is_written_without_the_others(tmp_path: Path) -> None:
    page = tmp_path / "encoder.md"
    write_measured("serving", ["Served."], page)
    write_measured("folds", ["Folds, at first."], page)
    write_measured("folds", ["Folds."], page)
    text = page.read_text(encoding="utf-8")
    assert text.startswith(HEADINGS["page"])
    assert [text.index(HEADINGS[name]) for name in ("page", "folds", "serving")] == sorted(
        text.index(HEADINGS[name]) for name in ("page", "folds", "serving")
    )
    assert "at first" not in text
    assert parts_of(text, HEADINGS)["serving"].strip().endswith("Served.")
