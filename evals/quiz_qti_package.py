"""A QTI 2.1 package: each item a file, a test that asks them in order, and a manifest (IMS Content Packaging 1.1.4)."""

from lxml import etree

from evals.quiz_archive import zipped
from evals.quiz_item import Item
from evals.quiz_qti import LOCATION, NAMESPACES, QTI, XSI, qti_item
from evals.quiz_text import WORDS

CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
CP_LOCATION = f"{CP} http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd"
CP_NAMESPACES = NAMESPACES | {None: CP}
TEST = "quiz.xml"


def qti_package(items: tuple[Item, ...]) -> bytes:
    """The zip that a platform takes: imsmanifest.xml, quiz.xml and items/item-0001.xml onwards."""
    names = [f"item-{at:04d}" for at, _ in enumerate(items, start=1)]
    files = {"imsmanifest.xml": _manifest(names), TEST: _test(names)}
    files |= {f"items/{name}.xml": qti_item(item, name) for name, item in zip(names, items, strict=True)}
    return zipped(files)


def _manifest(names: list[str]) -> bytes:
    root = etree.Element(f"{{{CP}}}manifest", nsmap=CP_NAMESPACES, identifier="quiz-package")
    root.set(f"{{{XSI}}}schemaLocation", CP_LOCATION)
    metadata = etree.SubElement(root, f"{{{CP}}}metadata")
    etree.SubElement(metadata, f"{{{CP}}}schema").text = "QTIv2.1 Package"
    etree.SubElement(metadata, f"{{{CP}}}schemaversion").text = "1.0.0"
    etree.SubElement(root, f"{{{CP}}}organizations")
    resources = etree.SubElement(root, f"{{{CP}}}resources")
    whole = _resource(resources, "quiz", "imsqti_test_xmlv2p1", TEST)
    for name in names:
        etree.SubElement(whole, f"{{{CP}}}dependency", identifierref=name)
        _resource(resources, name, "imsqti_item_xmlv2p1", f"items/{name}.xml")
    return _written(root)


def _resource(resources: etree._Element, name: str, kind: str, path: str) -> etree._Element:
    found = etree.SubElement(resources, f"{{{CP}}}resource", identifier=name, type=kind, href=path)
    etree.SubElement(found, f"{{{CP}}}file", href=path)
    return found


def _test(names: list[str]) -> bytes:
    root = etree.Element(f"{{{QTI}}}assessmentTest", nsmap=NAMESPACES, identifier="quiz", title=WORDS["title"])
    root.set(f"{{{XSI}}}schemaLocation", LOCATION)
    part = etree.SubElement(
        root, f"{{{QTI}}}testPart", identifier="part-1", navigationMode="nonlinear", submissionMode="individual"
    )
    etree.SubElement(part, f"{{{QTI}}}itemSessionControl", showFeedback="true")
    section = etree.SubElement(
        part, f"{{{QTI}}}assessmentSection", identifier="section-1", title=WORDS["title"], visible="true"
    )
    for name in names:
        etree.SubElement(section, f"{{{QTI}}}assessmentItemRef", identifier=name, href=f"items/{name}.xml")
    return _written(root)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
