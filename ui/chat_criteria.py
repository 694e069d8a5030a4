"""The parts of an answer that sound a case out, as HTML: the criteria map, the question back with its quick form, services."""

from collections.abc import Sequence
from html import escape
from itertools import groupby

from assistant.answer import Answer, CriteriaLineShown, CriteriaShown, ServiceShown
from assistant.criteria_reply import JOINT, LineStatus, form_words
from assistant.wording import load_wording
from corpus.days import published_in_words
from ui.wording import wording


def criteria_html(answer: Answer, marks: dict[int, str]) -> str:
    """The map with its quotes: lines that were said or said to be otherwise, then the others in a fold.

    `marks` are the buttons that open citations, by their numbers.
    """
    if answer.criteria is None:
        return ""
    lines = answer.criteria.lines
    told = "".join(_line(it, marks[it.citation]) for it in lines if it.status is not LineStatus.NOT_SAID)
    return (
        f'<section class="sb-criteria"><h3>{escape(answer.criteria.title)}</h3>'
        f"<p>{escape(load_wording().criteria('note'))}</p>{f'<ul>{told}</ul>' if told else ''}"
        f"{_open_lines([it for it in lines if it.status is LineStatus.NOT_SAID], marks)}</section>"
    )


def advice_html(criteria: CriteriaShown | None, marks: dict[int, str]) -> str:
    """What the area's guidance says of asking for advice, quoted."""
    if criteria is None or criteria.advice is None:
        return ""
    advice = criteria.advice
    return (
        f'<section class="sb-advice"><h3>{escape(wording("chat")["advice_heading"])}</h3>'
        f'<figure class="sb-statement"><blockquote><p>{escape(advice.quote)}</p></blockquote>'
        f"<figcaption>{marks[advice.citation]}</figcaption></figure></section>"
    )


def questions_html(answer: Answer) -> str:
    """One question at a time; where a map is laid out, all of its open lines as a quick form for those who prefer that."""
    if not answer.questions:
        return ""
    words = wording("chat")
    form = _form(answer.criteria, answer.id) if answer.criteria else ""
    return (
        f'<section class="sb-questions"><h3>{escape(words["questions_heading"])}</h3>'
        f'<p class="sb-question-back">{escape(answer.questions[0])}</p>{form}</section>'
    )


def services_html(services: tuple[ServiceShown, ...]) -> str:
    """What may help, for whom, how to refer and when it was checked."""
    if not services:
        return ""
    rows = "".join(_service(it) for it in services)
    return (
        f'<section class="sb-services"><h3>{escape(load_wording().heading("services"))}</h3><ul>{rows}</ul></section>'
    )


def _open_lines(lines: Sequence[CriteriaLineShown], marks: dict[int, str]) -> str:
    """The lines not said yet, folded; those of one paragraph stand together above its button. First what was touched on."""
    if not lines:
        return ""
    words = wording("chat")
    heading = words["open_line"] if len(lines) == 1 else words["open_lines"].format(count=len(lines))
    near = "".join(_line(it, marks[it.citation]) for it in lines if it.because)
    rest = sorted((it for it in lines if not it.because), key=lambda it: it.citation)
    groups = ((n, list(same)) for n, same in groupby(rest, key=lambda it: it.citation))
    listed = "".join(f"<ul>{''.join(map(_quoted, same))}</ul><p>{marks[n]}</p>" for n, same in groups)
    return (
        f'<details class="sb-open-lines sb-fold"><summary>{escape(heading)}</summary>'
        f"{f'<ul>{near}</ul>' if near else ''}{listed}</details>"
    )


def _quoted(line: CriteriaLineShown) -> str:
    return f'<li class="sb-line sb-line-not-said"><q>{escape(line.quote)}</q></li>'


def _line(line: CriteriaLineShown, mark: str) -> str:
    status = load_wording().line_status(line.status, because=line.because)
    return (
        f'<li class="sb-line sb-line-{line.status.replace("_", "-")}"><q>{escape(line.quote)}</q> {mark}'
        f'<span class="sb-line-status">{escape(status)}</span></li>'
    )


def _form(criteria: CriteriaShown, answer_id: str) -> str:
    """The lines with said, not so and not known. The page's script writes what is picked into the question and sends it."""
    words = wording("chat")
    rows = "".join(_row(line, f"{answer_id}-{place}") for place, line in enumerate(criteria.lines))
    return (
        f'<details class="sb-form sb-fold"><summary>{escape(words["form_heading"])}</summary><form>{rows}'
        f'<button type="submit" class="sb-small">{escape(words["form_send"])}</button></form></details>'
    )


def _row(line: CriteriaLineShown, name: str) -> str:
    labels = wording("chat")["form_labels"]
    choices = "".join(
        f'<label><input type="radio" name="sb-{escape(name)}" value="{escape(line.text + JOINT + word)}"'
        f"{' checked' if line.status is status and status is not LineStatus.NOT_SAID else ''}> {escape(labels[status])}</label>"
        for status, word in form_words().items()
    )
    return f'<fieldset><legend>{escape(line.text)}</legend><div class="sb-choices">{choices}</div></fieldset>'


def _service(service: ServiceShown) -> str:
    texts = load_wording()
    checked = texts.service("old" if service.old else "checked", day=published_in_words(service.last_checked))
    facts = "; ".join(it for it in (service.who, service.ages) if it)
    phone = "".join(letter for letter in service.phone if letter in "+0123456789")
    rings = f'<a class="sb-phone" href="tel:{phone}">{escape(service.phone)}</a> ' if service.phone else ""
    css = "sb-service-checked sb-old" if service.old else "sb-service-checked"
    return (
        f'<li><span class="sb-role">{escape(service.name)}</span> {rings}<p>{escape(facts)}</p>'
        f'<p>{escape(service.referral)}</p><p class="{css}">{escape(checked)}</p></li>'
    )
