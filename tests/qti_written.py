"""A QTI 2.1 package held by libxml2 against a schema of what an export writes (tests/data/qti_written.xsd)."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree

SCHEMA = etree.XMLSchema(etree.parse(str(Path(__file__).with_name("data") / "qti_written.xsd")))


def schema_mistakes(package: bytes) -> list[str]:
    """Every mistake of the items and the test of a package, each with its file and line."""
    archive = ZipFile(BytesIO(package))
    found: list[str] = []
    for name in (it for it in archive.namelist() if it != "imsmanifest.xml"):
        if not SCHEMA.validate(etree.fromstring(archive.read(name))):
            log: Any = SCHEMA.error_log
            found.extend(f"{name}:{error.line}: {error.message}" for error in log)
    return found
