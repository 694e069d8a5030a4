"""One item as a QTI 2.1 assessmentItem (IMS Question and Test Interoperability, Information Model 2.1, 2012).

Choices, true/false and scenarios are a choiceInteraction, a gap a textEntryInteraction, ordering an orderInteraction, matching a
matchInteraction. What is read after a choice is a modalFeedback of that choice; the item's feedback and source are one more.
The elements stand in the order that the schema asks for.
"""

from typing import Any

from lxml import etree

from evals.quiz_item import Item, ItemKind
from evals.quiz_mistakes import GAP, ONE_RIGHT
from evals.quiz_text import WORDS, chosen_feedback, explained, one_line, plain

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
LOCATION = f"{QTI} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1p1.xsd"
WHOLE = "SOURCE"
"""The outcome, and its one value, that shows the item's feedback and source after any answer."""
LONGEST_ENTRY = 60
Element = etree._Element
NAMESPACES: dict[Any, str] = {None: QTI, "xsi": XSI}


def qti_item(item: Item, identifier: str) -> bytes:
    """The item as an XML file. identifier: unique in its package, and an XML name."""
    root = etree.Element(f"{{{QTI}}}assessmentItem", nsmap=NAMESPACES)
    root.set(f"{{{XSI}}}schemaLocation", LOCATION)
    for name, value in (
        ("identifier", identifier),
        ("title", one_line(item.id)),
        ("adaptive", "false"),
        ("timeDependent", "false"),
        ("{http://www.w3.org/XML/1998/namespace}lang", "en-GB"),
        ("label", item.kind.value),
    ):
        root.set(name, value)
    _response(root, item)
    _outcomes(root, item)
    _body(root, item)
    _processing(root, item)
    _feedback(root, item)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    element = etree.SubElement(parent, f"{{{QTI}}}{name}", attributes)
    element.text = None if text is None else plain(text)
    return element


def _response(root: Element, item: Item) -> None:
    cardinality, kind, values = _key(item)
    declared = _add(root, "responseDeclaration", identifier="RESPONSE", cardinality=cardinality, baseType=kind)
    correct = _add(declared, "correctResponse")
    for value in values:
        _add(correct, "value", value)
    if item.kind is ItemKind.GAP:
        mapping = _add(declared, "mapping", defaultValue="0")
        for wording in item.accepted:
            _add(mapping, "mapEntry", mapKey=one_line(wording), mappedValue="1", caseSensitive="false")


def _key(item: Item) -> tuple[str, str, list[str]]:
    """Cardinality, base type and right values of the response."""
    if item.kind is ItemKind.GAP:
        return "single", "string", [one_line(item.accepted[0])]
    if item.kind is ItemKind.ORDERING:
        return "ordered", "identifier", [f"S{at}" for at, _ in enumerate(item.order, start=1)]
    if item.kind is ItemKind.MATCHING:
        return (
            "multiple",
            "directedPair",
            [f"L{at} R{_right_of(item).index(right) + 1}" for at, (_, right) in enumerate(item.pairs, start=1)],
        )
    right = [f"C{at}" for at, choice in enumerate(item.choices, start=1) if choice.right]
    return ("single" if item.kind in ONE_RIGHT else "multiple"), "identifier", right


def _right_of(item: Item) -> list[str]:
    """What stands on the right, each once."""
    return list(dict.fromkeys(right for _, right in item.pairs))


def _outcomes(root: Element, item: Item) -> None:
    score = _add(root, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
    _add(_add(score, "defaultValue"), "value", "0")
    if item.choices:
        cardinality = "single" if item.kind in ONE_RIGHT else "multiple"
        _add(root, "outcomeDeclaration", identifier="FEEDBACK", cardinality=cardinality, baseType="identifier")
    _add(root, "outcomeDeclaration", identifier=WHOLE, cardinality="single", baseType="identifier")


def _body(root: Element, item: Item) -> None:
    body = _add(root, "itemBody")
    if item.scenario.strip():
        _lines(_add(body, "p"), item.scenario)
    if item.kind is ItemKind.GAP:
        before, after = plain(item.stem).rsplit(GAP, 1)
        entry = _lines(_add(body, "p"), before, strip=False)
        field = _add(entry, "textEntryInteraction", responseIdentifier="RESPONSE", expectedLength=str(LONGEST_ENTRY))
        _tail(entry, field, after)
    else:
        interaction = INTERACTIONS[item.kind](body, item)
        prompt = etree.Element(f"{{{QTI}}}prompt")
        interaction.insert(0, _lines(prompt, item.stem))


def _choice(body: Element, item: Item) -> Element:
    most = "1" if item.kind in ONE_RIGHT else "0"
    shuffle = "false" if item.kind is ItemKind.TRUE_FALSE else "true"
    found = _add(body, "choiceInteraction", responseIdentifier="RESPONSE", shuffle=shuffle, maxChoices=most)
    for at, choice in enumerate(item.choices, start=1):
        _lines(_add(found, "simpleChoice", identifier=f"C{at}"), choice.text)
    return found


def _order(body: Element, item: Item) -> Element:
    found = _add(body, "orderInteraction", responseIdentifier="RESPONSE", shuffle="true")
    for at, step in enumerate(item.order, start=1):
        _lines(_add(found, "simpleChoice", identifier=f"S{at}"), step)
    return found


def _match(body: Element, item: Item) -> Element:
    count = str(len(item.pairs))
    found = _add(body, "matchInteraction", responseIdentifier="RESPONSE", shuffle="true", maxAssociations=count)
    left, right = _add(found, "simpleMatchSet"), _add(found, "simpleMatchSet")
    for at, (text, _) in enumerate(item.pairs, start=1):
        _lines(_add(left, "simpleAssociableChoice", identifier=f"L{at}", matchMax="1"), text)
    for at, text in enumerate(_right_of(item), start=1):
        _lines(_add(right, "simpleAssociableChoice", identifier=f"R{at}", matchMax=count), text)
    return found


INTERACTIONS = {
    ItemKind.MULTIPLE_CHOICE: _choice,
    ItemKind.MULTIPLE_RESPONSE: _choice,
    ItemKind.TRUE_FALSE: _choice,
    ItemKind.SCENARIO: _choice,
    ItemKind.ORDERING: _order,
    ItemKind.MATCHING: _match,
}


def _processing(root: Element, item: Item) -> None:
    """SCORE is 1 for a right answer (a gap: for any accepted wording, in capitals or not); then the feedback is shown."""
    processing = _add(root, "responseProcessing")
    if item.kind is ItemKind.GAP:
        _add(_add(processing, "setOutcomeValue", identifier="SCORE"), "mapResponse", identifier="RESPONSE")
    else:
        met = _add(_add(processing, "responseCondition"), "responseIf")
        match = _add(met, "match")
        _add(match, "variable", identifier="RESPONSE")
        _add(match, "correct", identifier="RESPONSE")
        _add(_add(met, "setOutcomeValue", identifier="SCORE"), "baseValue", "1", baseType="float")
    if item.choices:
        _add(_add(processing, "setOutcomeValue", identifier="FEEDBACK"), "variable", identifier="RESPONSE")
    _add(_add(processing, "setOutcomeValue", identifier=WHOLE), "baseValue", WHOLE, baseType="identifier")


def _feedback(root: Element, item: Item) -> None:
    shown = [("FEEDBACK", f"C{at}", chosen_feedback(choice)) for at, choice in enumerate(item.choices, start=1)]
    for outcome, identifier, words in (*shown, (WHOLE, WHOLE, explained(item))):
        if words:
            element = _add(
                root,
                "modalFeedback",
                outcomeIdentifier=outcome,
                identifier=identifier,
                showHide="show",
                title=WORDS["answer"],
            )
            _lines(element, words)


def _lines(element: Element, text: str, *, strip: bool = True) -> Element:
    """Put a text into an element, line ends as <br/>."""
    first, *rest = (plain(text) if strip else text).split("\n")
    element.text = first
    for line in rest:
        _add(element, "br").tail = line
    return element


def _tail(parent: Element, last: Element, text: str) -> None:
    first, *rest = text.split("\n")
    last.tail = first
    for line in rest:
        _add(parent, "br").tail = line
