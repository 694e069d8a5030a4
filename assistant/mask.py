"""mask: what could identify a family is replaced by labels that keep the roles. Nothing is stored and nothing is looked up."""

import re
from dataclasses import dataclass

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|PC|DC|Cllr)\.?"
_RELATION = r"(?:mum|mother|dad|father|partner|client|sister|brother|wife|husband|service user)"
_CHILD = r"(?:son|daughter|baby|toddler|child|boy|girl)"
_NAME = r"(?P<name>[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?)"

_RULES = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")),
    (
        "date of birth",
        re.compile(
            r"(?i:\b(?:dob|d\.o\.b\.?|date of birth|born(?: on)?)[: ]{1,3})(?P<name>\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})"
        ),
    ),
    ("NI number", re.compile(r"(?i:\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b)")),
    ("phone", re.compile(r"(?<!\w)(?:\+44|0)[ ]?\d(?:[ -]?\d){8,9}(?!\d)")),
    ("NHS number", re.compile(r"(?<!\w)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\w)")),
    ("postcode", re.compile(r"(?i:\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b)")),
    (
        "address",
        re.compile(
            r"\b\d{1,4}[A-Za-z]? (?:[A-Z][a-z]+ ){1,3}(?:Road|Street|Lane|Avenue|Close|Drive|Way|Court|Place|Terrace)\b"
        ),
    ),
    ("child", re.compile(rf"(?i:\b{_CHILD}),? {_NAME}")),
    ("name", re.compile(rf"\b{_TITLE} {_NAME}|(?i:\b{_RELATION}),? (?P<other>[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?)")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """`original`, at code points `start` to `end` (half-open) of the original text, stands as `label` in the masked one."""

    start: int
    end: int
    original: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A masked text, and what was replaced, in reading order, none overlapping."""

    text: str
    replaced: tuple[Replacement, ...]


def mask(text: str, known: frozenset[str]) -> Masked:
    """`text` with labels in place of what could identify someone.

    `known`: lower-cased words and phrases of the library, which are never masked.
    """
    spans = _spans(text, known)
    labels: dict[tuple[str, str], str] = {}
    replaced = []
    for start, end, kind in spans:
        original = text[start:end]
        key = (kind, original.lower())
        if key not in labels:
            letter = chr(ord("A") + sum(other == kind for other, _ in labels) % 26)
            labels[key] = f"[{kind} {letter}]" if kind in ("name", "child") else f"[{kind}]"
        replaced.append(Replacement(start=start, end=end, original=original, label=labels[key]))
    parts, at = [], 0
    for it in replaced:
        parts += [text[at : it.start], it.label]
        at = it.end
    return Masked(text="".join([*parts, text[at:]]), replaced=tuple(replaced))


def _spans(text: str, known: frozenset[str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for kind, pattern in _RULES:
        for match in pattern.finditer(text):
            group = next((name for name in ("name", "other") if match.groupdict().get(name)), 0)
            start, end = match.span(group)
            free = all(end <= a or start >= b for a, b, _ in found)
            if free and text[start:end].lower() not in known:
                found.append((start, end, kind))
    return sorted(found)
