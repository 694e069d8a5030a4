"""What pypdf raises for a file that breaks the rules."""

PYPDF_FAULTS: tuple[type[Exception], ...] = (Exception,)
"""Anything: a damaged structure brings dozens of Python's own errors out of pypdf, and missing programs and packages more.
What it reads is a help beside pdfium's reading, so no error of it may cost a file. Only calls of pypdf stand where it is caught."""
