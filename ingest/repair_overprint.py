"""Overprinted bold: letters that a page prints twice or three times, a hair apart, and that extraction writes as often.

Three kinds occur. Every letter is there twice ("DDoorrsseett") or three times; the first letter of each word but the line's first
("Practice eexample: AA fflexible"); or a part of a word ("informmaattiion"). A right word is never changed: a mended word must be
known and the damaged one not, or stand in a line that is damaged beyond doubt and whose other words are known.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from corpus.finding import Repair, Support
from ingest.known_words import KnownWords, commonness, word_rules
from ingest.repair_places import counted
from ingest.repair_repeated import halved, is_repeated, once

_DOUBLED_START = re.compile(r"(?<![A-Za-z])(?!www)([A-Za-z])\1")
# A doubled start before a small letter, or two pairs of letters: what an abbreviation such as "AAR" is not.
_SUSPECT = re.compile(
    r"(?<![A-Za-z])(?!www)(?:([A-Za-z])\1(?=[a-z])|([A-Za-z])\2([A-Za-z])\3)|([A-Za-z])\4([A-Za-z])\5"
)
_WORD = re.compile(r"[A-Za-z]+")
_ADDRESS = re.compile(r"[@/\\_]|www\.|\.\w|\d")
_REAL_DOUBLES = ("ll", "ff")  # Welsh names and old English ones begin so: Llanfair, ffoulkes
_LONG = 6
_LONG_CAPITALS = 8  # shorter ones may be a code: "AABBCC"
_CERTAIN_WORD = 4
_DAMAGED_SHARE = 0.6
_ALL_WORDS = 3
_LONGEST_LINE = 1000  # characters: a longer line is a whole page, and is taken sentence by sentence
_SENTENCE = re.compile(r"(?<=[.:;?!])(?=\s)")
_WEAKEST = (Support.SHAPE, Support.LIST, Support.OWN)

Change = tuple[str, Support]


class Overprint:
    """The lines of one document, and the words that it writes undamaged."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines

    @cached_property
    def known(self) -> KnownWords:
        """Every word that does not begin with a doubled letter and is not all pairs, and the general list."""
        found = (word for line in self.lines for word in re.findall(r"[A-Za-z]+(?:['’-][A-Za-z]+)*", line))
        return KnownWords(word for word in found if not _SUSPECT.search(word))

    @cached_property
    def _is_printed_twice(self) -> bool:
        """Whether a word of the document whose letters are all doubled is a known one: then others may be, too."""
        return any(
            is_repeated(word) and len(word) >= _LONG and self.known.support(once(word), word)
            for line in self._suspects
            for word in _WORD.findall(line)
        )

    @cached_property
    def _suspects(self) -> tuple[str, ...]:
        return tuple(piece for line in self.lines for piece in _pieces(line) if _SUSPECT.search(piece))

    def mended(self) -> tuple[tuple[str, ...], tuple[Repair, ...]]:
        """The lines with each overprinted letter once, and before and after of each line that was mended.

        The support of a line's repair is the weakest among its words.
        """
        repairs: list[Repair] = []
        lines = tuple("".join([self._piece(piece, repairs) for piece in _pieces(line)]) for line in self.lines)
        return lines, counted(repairs)

    def _piece(self, piece: str, repairs: list[Repair]) -> str:
        if not _SUSPECT.search(piece):
            return piece
        new, supports = self._line(piece)
        if new != piece:
            weakest = next(it for it in _WEAKEST if it in supports)
            repairs.append(Repair(before=piece.strip(), after=new.strip(), support=weakest))
        return new

    def _line(self, line: str) -> tuple[str, set[Support]]:
        tokens = re.split(r"(\s+)", line)
        supports: set[Support] = set()
        for find in (self._every_letter, self._first_letters, self._parts):
            for place, (token, support) in find(tokens).items():
                tokens[place] = token
                supports.add(support)
        return "".join(tokens), supports

    def _every_letter(self, tokens: Sequence[str]) -> dict[int, Change]:
        """Tokens whose letters are all repeated; short ones, figures and unknown words only beside a known long one."""
        mended = [halved(token) for token in tokens]
        changed = {place for place, token in enumerate(tokens) if mended[place] != token}
        supports = {place: self._of_token(tokens[place], mended[place]) for place in changed}
        chain = {place for place in changed if self._starts_chain(tokens[place], supports[place])}
        for place in [*range(len(tokens)), *reversed(range(len(tokens)))]:
            if place in changed and {place - 2, place + 2} & chain:
                chain.add(place)
        return {place: (mended[place], supports[place] or Support.SHAPE) for place in sorted(chain)}

    def _starts_chain(self, token: str, support: Support | None) -> bool:
        long = [word for word in _WORD.findall(token) if len(word) >= _LONG and is_repeated(word)]
        if not long or (long[0].isupper() and len(long[0]) < _LONG_CAPITALS):
            return False
        return support is not None or (self._is_printed_twice and len(set(long[0].lower())) > 1)

    def _of_token(self, token: str, mended: str) -> Support | None:
        """The weakest support of a token's words; None where one has none or there is no word."""
        pairs = list(zip(_WORD.findall(token), _WORD.findall(mended), strict=False))
        return self._weakest([(word, new) for word, new in pairs if word != new])

    def _weakest(self, pairs: Sequence[tuple[str, str]]) -> Support | None:
        found = [self.known.support(new, word) for word, new in pairs]
        return None if None in found else next((it for it in _WEAKEST if it in found), None)

    def _first_letters(self, tokens: Sequence[str]) -> dict[int, Change]:
        """Tokens with doubled first letters: those that are long and known, and in a damaged line the others."""
        places = [place for place, token in enumerate(tokens) if token and not token.isspace()]
        doubled = {place: parts for place in places if (parts := _doubled_parts(tokens[place]))}
        supports = {place: self._weakest([(part, part[1:]) for part in parts]) for place, parts in doubled.items()}
        borne = {
            place: min(map(len, doubled[place])) for place, it in supports.items() if it and _small(doubled[place])
        }
        certain = [place for place, length in borne.items() if length > _CERTAIN_WORD]
        could_be = [place for place in places[1:] if tokens[place][0].isalpha()] or list(doubled)
        supported = sum(length > 2 for length in borne.values())
        damaged = supported >= 2 or (bool(certain) and len(doubled) >= 2)
        damaged = damaged or (supported > 0 and len(doubled) == len(could_be) >= _ALL_WORDS)
        if damaged and len(doubled) >= _DAMAGED_SHARE * len(could_be):
            certain = [place for place in doubled if supports[place] or not any(map(_is_right, doubled[place]))]
        rows = [place for row in _rows(borne) if len(row) > 1 and max(borne[it] for it in row) > 3 for place in row]
        certain = sorted({*certain, *rows})
        return {place: (_first_once(tokens[place]), supports[place] or Support.SHAPE) for place in certain}

    def _parts(self, tokens: Sequence[str]) -> dict[int, Change]:
        """Words of which a part is doubled: unknown as they stand, known with each letter of that part once."""
        return {
            place: (new, support)
            for place, token in enumerate(tokens)
            if _SUSPECT.search(token) and not _ADDRESS.search(token)
            for new, support in self._of_parts(token)
        }

    def _of_parts(self, token: str) -> Iterator[Change]:
        new, supports = token, []
        for word in _WORD.findall(token):
            right = self.known.is_word(word) or commonness(word) >= word_rules().written
            for candidate in () if right else _with_part_once(word):
                if len(candidate) > _CERTAIN_WORD and (support := self.known.support(candidate, word)):
                    new = new.replace(word, candidate, 1)
                    supports.append(support)
                    break
        if supports:
            yield new, next(it for it in _WEAKEST if it in supports)


def _pieces(line: str) -> list[str]:
    """The line itself, or the sentences of one that is too long; together they are the line."""
    return [line] if len(line) <= _LONGEST_LINE else _SENTENCE.split(line)


def _rows(places: Iterable[int]) -> Iterator[list[int]]:
    """Places of words that follow each other; between two of them stands the space."""
    row: list[int] = []
    for place in sorted(places):
        if row and place != row[-1] + 2:
            yield row
            row = []
        row.append(place)
    if row:
        yield row


def _doubled_parts(token: str) -> list[str]:
    """The words of a token that begin with a doubled letter; none of an address."""
    return [] if _ADDRESS.search(token.rstrip(".,;:")) else [w for w in _WORD.findall(token) if _DOUBLED_START.match(w)]


def _small(parts: Sequence[str]) -> bool:
    return not any(part.isupper() for part in parts)


def _is_right(part: str) -> bool:
    """A word that people write, or that may be one because real words begin so: only a known word may take its place."""
    return commonness(part) >= word_rules().written or part.lower().startswith(_REAL_DOUBLES)


def _with_part_once(word: str) -> Iterator[str]:
    """The word with each run of two or more pairs once; the pair before or after the run may be a real double."""
    for match in re.finditer(r"(?:([A-Za-z])\1){2,}", word):
        run = match[0]
        for first in (0, 2):
            for last in (len(run), len(run) - 2):
                if last - first >= 4:
                    yield word[: match.start() + first] + run[first:last:2] + word[match.start() + last :]


def _first_once(token: str) -> str:
    """The token with the doubled first letter of each of its words once.

    >>> _first_once("mmulti-aagency")
    'multi-agency'
    """
    return _DOUBLED_START.sub(r"\1", token)
