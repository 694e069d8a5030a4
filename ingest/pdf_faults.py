"""What pypdf raises for a file that breaks the rules."""

PYPDF_FAULTS: tuple[type[Exception], ...] = (Exception,)
"""Anything: a damaged structure brings dozens of Python's own errors out of pypdf, and missing programs and packages more.
What it reads is a help beside the first reading, so no error of it may cost a file. It is caught around calls of pypdf alone."""
