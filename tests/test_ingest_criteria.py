"""Mistakes in criteria maps and in the directory of services stand beside those of the manifest, each with its place."""

from pathlib import Path

import pytest

from corpus.errors import ManifestError
from ingest.manifest import read_manifest

MANIFEST = '[[area]]\nid = "marram"\nname = "Marram"\nnation = "england"\n'
MAP = """
id = "marram-refer"
kind = "refer"
area = "marram"
title = "When to refer"

[[line]]
id = "bruise"
text = "A bruise on a baby is referred."
document = "marram-protocol"
quote = "must be referred"
"""
SERVICES = "id,name,area\nropes,Ropes for all,marram\n"


def folder(tmp_path: Path, criteria: str | bytes = MAP, services: str | bytes = SERVICES) -> Path:
    (tmp_path / "criteria").mkdir()
    (tmp_path / "library.toml").write_text(MANIFEST, encoding="utf-8")
    for file, content in (("criteria/refer.toml", criteria), ("services.csv", services)):
        (tmp_path / file).write_bytes(content.encode() if isinstance(content, str) else content)
    return tmp_path


def test_what_is_right_is_taken(tmp_path: Path) -> None:
    found = read_manifest(folder(tmp_path))
    assert [it.file.name for it in found.criteria] == ["refer.toml"]
    assert [it.id for it in found.services] == ["ropes"]


@pytest.mark.parametrize(
    ("criteria", "said"),
    [
        ('id = "half', "criteria/refer.toml: cannot be read as TOML"),
        (b'id = "\xff"', "criteria/refer.toml: cannot be read as TOML"),
        (MAP.replace('"refer"', '"maybe"'), "refer.toml: kind: expected one of refer, lead, share; found 'maybe'"),
        (MAP.replace('kind = "refer"', ""), "refer.toml: kind: expected one of refer, lead, share; found nothing"),
        (MAP.replace('area = "marram"', 'area = "moon"'), "refer.toml: area: expected the id of an [[area]] (marram)"),
        (MAP.replace('title = "When to refer"', ""), "refer.toml: title: expected a text, found nothing"),
        (MAP.replace('quote = "must be referred"', ""), "refer.toml, line 1 (bruise): quote: expected a text"),
    ],
)
def test_a_mistake_in_a_criteria_map_is_said_with_its_place(tmp_path: Path, criteria: str | bytes, said: str) -> None:
    with pytest.raises(ManifestError) as wrong:
        read_manifest(folder(tmp_path, criteria))
    assert said in str(wrong.value)
    assert "1 mistake." in str(wrong.value)


@pytest.mark.parametrize(
    ("services", "said"),
    [
        ("id,name,area\nropes,Caf\u00e9,marram\n".encode("cp1252"), "save it as “CSV UTF-8”"),
        ("id,name,area\nro\0pes,Ropes,marram\n", "services.csv"),
        ("id;name;area\nropes;Ropes;marram\n", "divided by commas"),
    ],
    ids=["another encoding", "a null", "semicolons"],
)
def test_a_directory_that_cannot_be_read_is_said_to_be(tmp_path: Path, services: str | bytes, said: str) -> None:
    with pytest.raises(ManifestError) as wrong:
        read_manifest(folder(tmp_path, MAP.replace('"refer"', '"maybe"'), services))
    assert said in str(wrong.value)
    assert "criteria/refer.toml: kind" in str(wrong.value)
