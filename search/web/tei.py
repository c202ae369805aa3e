"""A quotation in TEI P5: its paragraph with `<said who="…">` around the words.

See https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-said.html.
"""

from __future__ import annotations

from xml.etree import ElementTree

from search.web.citations import press
from search.web.values import QuotationDetail
from search.web.xmltext import clean

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_XML = "{http://www.w3.org/XML/1998/namespace}"


def document(quotation: QuotationDetail) -> bytes:
    """The TEI document of a quotation."""
    ElementTree.register_namespace("", NAMESPACE)
    root = _new("TEI", **{f"{_XML}lang": "fr"})
    _header(_under(root, "teiHeader"), quotation)
    body = _under(_under(root, "text"), "body")
    _said(_under(body, "p"), quotation)
    data: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return data


def _header(header: ElementTree.Element, quotation: QuotationDetail) -> None:
    description = _under(header, "fileDesc")
    _under(_under(description, "titleStmt"), "title", press(quotation))
    _under(_under(description, "publicationStmt"), "p", quotation.links.html)
    article = quotation.article
    source = _under(_under(description, "sourceDesc"), "bibl")
    _under(source, "title", article.title or "Sans titre", level="a")
    for name, text in (("author", article.author), ("publisher", article.source)):
        if text:
            _under(source, name, text)
    if article.published:
        _under(source, "date", article.published, when=article.published)
    if article.url:
        _under(source, "ref", article.url, target=article.url)
    _people(_under(_under(header, "profileDesc"), "particDesc"), quotation)


def _people(parent: ElementTree.Element, quotation: QuotationDetail) -> None:
    speaker, body = quotation.speaker, quotation.organisation
    if speaker.type == "organisation":
        listed = _under(_under(parent, "listOrg"), "org", **{f"{_XML}id": "speaker"})
        _under(listed, "orgName", speaker.name or "")
        return
    listed = _under(_under(parent, "listPerson"), "person", **{f"{_XML}id": "speaker"})
    _under(listed, "persName", speaker.name or quotation.attribution.as_written or "inconnu")
    if speaker.role:
        _under(listed, "occupation", speaker.role)
    if body:
        _under(_under(listed, "affiliation"), "orgName", body.name)


def _said(parent: ElementTree.Element, quotation: QuotationDetail) -> None:
    """The paragraph, or the words alone when that is all that may be shown."""
    paragraph = quotation.paragraph
    text, spans = paragraph.text, paragraph.spans
    if not text or not spans:
        text, spans = quotation.text, ((0, len(quotation.text)),)
    parent.text = clean(text[: spans[0][0]])
    for number, (start, end) in enumerate(spans):
        said = _under(parent, "said", text[start:end], who="#speaker", **_form(quotation.kind))
        if len(spans) > 1:  # pieces of one quotation point at each other: TEI P5, 16.8
            said.set(f"{_XML}id", f"said-{number + 1}")
            if number > 0:
                said.set("prev", f"#said-{number}")
            if number + 1 < len(spans):
                said.set("next", f"#said-{number + 2}")
        following = spans[number + 1][0] if number + 1 < len(spans) else len(text)
        said.tail = clean(text[end:following])


def _form(kind: str) -> dict[str, str]:
    return {"direct": "false" if kind == "indirect" else "true", "aloud": "unknown"}


def _new(name: str, **attributes: str) -> ElementTree.Element:
    return ElementTree.Element(
        f"{{{NAMESPACE}}}{name}", {key: clean(value) for key, value in attributes.items()}
    )


def _under(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    child = _new(name, **attributes)
    if text:
        child.text = clean(text)
    parent.append(child)
    return child
