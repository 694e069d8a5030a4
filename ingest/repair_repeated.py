"""Tokens in which every character stands twice or three times."""

import re

_REPEATED = re.compile(r"(\S)\1")
_WORD = re.compile(r"[A-Za-z]+")
TIMES = (3, 2)


def is_repeated(token: str) -> bool:
    """Whether every character is there twice, or every one three times.

    >>> is_repeated("BBAASSEE"), is_repeated("BBBAAASSSEEE"), is_repeated("noon")
    (True, True, False)
    """
    return once(token) != token


def once(token: str) -> str:
    """The token with every character once, where each is there equally often; else the token itself."""
    for times in TIMES:
        parts = {token[start::times] for start in range(times)}
        if len(token) % times == 0 and len(token) > times - 1 and len(parts) == 1:
            return token[::times]
    return token


def halved(token: str) -> str:
    """The token with every character once, where each is there twice; else each of its parts so; else the token itself.

    >>> halved("OOffffeennddiinngg"), halved("mmuullttii-aaggeennccyy"), halved("noon"), halved("TTTeeeaaammm")
    ('Offending', 'multi-agency', 'noon', 'Team')
    """
    if not _REPEATED.search(token):
        return token
    if is_repeated(token):
        return once(token)
    parts = re.split(r"([-–/]|\W+$|^\W+)", token)
    if len(parts) == 1:
        return token
    halves = [once(part) for part in parts]
    changed = [part for part, half in zip(parts, halves, strict=True) if half != part]
    return "".join(halves) if all(part in changed for part in parts if _WORD.search(part)) and changed else token
