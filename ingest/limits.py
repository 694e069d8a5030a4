"""Limits: how much time and memory the reading of one file may take."""

from dataclasses import dataclass
from pathlib import Path

SMALL_FILE = 200
PER_MEGABYTE = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may cost before its reading is stopped.

    seconds: of the clock; the processor's time is held to the same as a second guard.
    megabytes: that the process which reads it may have allocated in all, however large the file is.
    """

    seconds: float
    megabytes: int

    def megabytes_for(self, path: Path) -> int:
        """What one file may have: a small file that needs hundreds of megabytes was made to.

        The largest of 106 sample files (`samples/` of py-pdf, pdf.js, qpdf, apache/poi, python-docx) takes under 60.
        """
        size = path.stat().st_size / 2**20 if path.is_file() else 0
        return min(self.megabytes, int(SMALL_FILE + PER_MEGABYTE * size))
