"""Change impact as HTML, all text escaped: what is touched, by kind, then every paragraph under it before and after."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from ui.beside_html import beside_html, new_side, old_side
from ui.impact_text import counted, impact_line, named, place_of, stands
from ui.wording import wording

if TYPE_CHECKING:
    from corpus.paragraph import Paragraph
    from evals.impact import Impact, Touched
    from evals.pin import Pin
    from ui.rests import Resting

MOST_ANSWERS = 50
"""Questions answered before that a page lists; the command lists them all."""
ASKED = ("answer", "asked_as")
"""Kinds of things whose words people asked."""
Key = tuple[str, str, str]
"""A change: the old paragraph's id and edition, and the new one's id, '' where it went."""


def impact_html(found: "Impact", rests: "Resting", *, linked: bool = True, questions: bool = True) -> str:
    """A section with the counts, every thing that is touched, and each paragraph under them, old and new side by side.

    linked: whether the page has the new paragraphs, to be linked to by their ids. questions: whether what people asked may be
    shown.
    """
    words = wording("impact")
    changes = changes_of(found.touched)
    places = {key: f"change-{place}" for place, key in enumerate(changes, 1)}
    kinds = [kind.value for kind in found.things if found.affected(kind)]
    links = "".join(
        f'<li><a href="#impact-{kind}">{escape(counted(kind, len(_things(found, kind))))}</a></li>' for kind in kinds
    )
    lists = "".join(_list(kind, _things(found, kind), places, questions=questions) for kind in kinds)
    cards = "".join(_card(places[key], touched, linked=linked) for key, touched in changes.items())
    heading = words["in_paragraphs"].format(count=len(changes))
    shown = f'<ul>{links}</ul>{lists}<h3 id="impact-paragraphs">{escape(heading)}</h3>{cards}' if kinds else ""
    notes = "".join(f"<p>{escape(note)}</p>" for note in _notes(found, rests))
    return (
        f'<section class="sd-file" id="impact"><h2>{escape(words["title"])}</h2>'
        f"<p>{escape(impact_line(found))}</p>{notes}{shown}</section>"
    )


def changes_of(touched: "Iterable[Touched]") -> "dict[Key, list[Touched]]":
    """What is touched by each changed paragraph, in the order of documents and of reading."""
    changes: dict[Key, list[Touched]] = {}
    for it in sorted(touched, key=lambda it: (it.old.document_id, it.old.edition, it.old.position)):
        changes.setdefault(_key(it), []).append(it)
    return changes


def _key(it: "Touched") -> Key:
    return it.old.id, it.old.edition, it.new.id if it.new else ""


def _things(found: "Impact", kind: str) -> "Mapping[tuple[str, str], list[Touched]]":
    things: dict[tuple[str, str], list[Touched]] = {}
    for it in found.touched:
        if it.pin.kind.value == kind:
            things.setdefault((it.pin.within, it.pin.id), []).append(it)
    return things


def _notes(found: "Impact", rests: "Resting") -> Iterable[str]:
    words = wording("impact")
    yield from (words["unread"].format(why=why) for why in rests.unread)
    if found.headed:
        yield words["headed"].format(count=len({it.thing for it in found.headed}))
    if found.unplaced:
        ids = dict.fromkeys(f"{it.within} {it.id}" for it in found.unplaced)
        yield words["unplaced"].format(count=len(ids), ids=", ".join(ids))


def _list(
    kind: str, things: "Mapping[tuple[str, str], list[Touched]]", places: Mapping[Key, str], *, questions: bool
) -> str:
    """Every thing of one kind, each with the changes under it and whether its quotes still stand."""
    words = wording("impact")
    shown = list(things.values())
    rest = ""
    if kind in ASKED:
        rest = f"<p>{escape(words['unseen'])}</p>" if not questions else ""
    if kind == "answer" and len(shown) > MOST_ANSWERS:
        rest += f"<p>{escape(words['more_answers'].format(count=len(shown) - MOST_ANSWERS))}</p>"
        shown = shown[:MOST_ANSWERS]
    rows = "".join(f"<li>{_name(it[0].pin, questions=questions)}{_under(it, places)}</li>" for it in shown)
    heading = f"{words['thing'][kind].capitalize()} ({len(things)})"
    return f'<h3 id="impact-{kind}">{escape(heading)}</h3><ul class="sd-things">{rows}</ul>{rest}'


def _name(pin: "Pin", *, questions: bool) -> str:
    if pin.kind.value in ASKED:
        return escape(named(pin, questions=questions))
    return f"<b>{escape(named(pin))}</b>: {escape(pin.text)}"


def _under(touched: "Sequence[Touched]", places: Mapping[Key, str]) -> str:
    """A line for each paragraph under a thing; equal lines once."""
    lines = dict.fromkeys(
        f'<p>{_tags(it.kinds)} <a href="#{places[_key(it)]}">{escape(place_of(it))}</a>. {escape(stands(it))}</p>'
        for it in touched
    )
    return "".join(lines)


def _tags(kinds: Iterable[str]) -> str:
    words = wording("impact")["kind"]
    return "".join(f'<span class="sd-tag">{escape(words[kind])}</span>' for kind in kinds)


def _card(place: str, touched: "Sequence[Touched]", *, linked: bool) -> str:
    """One paragraph before and after, and how much rests on it."""
    words = wording("impact")
    it = touched[0]
    kinds = dict.fromkeys(kind for one in touched for kind in one.kinds)
    link = ""
    if linked and it.new is not None:
        link = f'<p><a href="#{escape(it.new.id)}">{escape(words["open_paragraph"])}</a></p>'
    rests = "; ".join(_rests(kind.value, touched) for kind in dict.fromkeys(one.pin.kind for one in touched))
    return (
        f'<article class="sd-change" id="{place}"><h4>{escape(place_of(it))} {_tags(kinds)}</h4>{_texts(it)}'
        f"<p>{escape(words['rests_on_it'])} {escape(rests)}.</p>{link}</article>"
    )


def _rests(kind: str, touched: "Sequence[Touched]") -> str:
    """How many things of a kind, by their names; of what people asked how many alone."""
    things = {one.pin.thing: named(one.pin) for one in touched if one.pin.kind.value == kind}
    count = counted(kind, len(things))
    return count if kind in ASKED else f"{count} ({', '.join(things.values())})"


def _texts(it: "Touched") -> str:
    """Both texts side by side; one text where no word came or went."""
    words = wording("impact")
    before, after = _side("before", it.old), _side("after", it.new)
    if it.new is None:
        return beside_html((before, old_side(it.words)), (after, ""))
    if not it.words:
        text = escape(it.new.text).replace("\n", "<br>")
        return f'<p>{escape(words["same_words"])} {escape(after)}.</p><p class="sd-text">{text}</p>'
    return beside_html((before, old_side(it.words)), (after, new_side(it.words)))


def _side(side: str, paragraph: "Paragraph | None") -> str:
    words = wording("impact")
    if paragraph is None:
        return str(words["gone"])
    return str(words[side].format(place=paragraph.label, edition=paragraph.edition))
