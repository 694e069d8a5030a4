"""A zip of an export: the same items give the same bytes."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can hold, so that nothing depends on when it was made."""


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files, by path, in their order."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for path, contents in files.items():
            entry = ZipInfo(path, EPOCH)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, contents)
    return out.getvalue()
