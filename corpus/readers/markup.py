"""Text out of HTML: the encoding a page says it has, its paragraphs; guarded against pages made to hurt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.errors import ArticleError
from corpus.readers.decoding import decoded

if TYPE_CHECKING:
    from lxml.html import HtmlElement

TAGS = 30_000
"""Tags of one page: a long article has some hundreds, and time grows faster than they do."""

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{3,20})""", re.IGNORECASE)
_LEGACY = {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "iso-8859-15", "windows-1252", "cp1252"}
_BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "body", "dd", "div", "dl", "dt", "figcaption"),
        *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"),
        *("ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"),
    ]
)
_DROPPED = frozenset(["script", "style", "template", "noscript", "svg", "iframe", "object", "button", "head"])
_BREAK = "\x0b"
"""Stands for the end of a paragraph while the text is put together: no HTML text holds one after cleaning."""


def page(data: bytes, where: str, head: bytes | None = None) -> str:
    """The text of a page: UTF-8, or the legacy encoding that it (or the `head` before it) says it has."""
    declared = _DECLARED.search((data if head is None else head)[:4096])
    name = declared.group(1).decode("ascii", "replace").lower() if declared else ""
    if name in _LEGACY:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            # Browsers read Latin-1 as cp1252, so that pages that say one and hold the other are right.
            return data.decode("iso-8859-15" if name == "iso-8859-15" else "cp1252", "replace")
    return decoded(data, where)


def demand_harmless(text: str, where: str) -> None:
    """Nothing, or an ArticleError when there are more tags than any article has."""
    if text.count("<") > TAGS:
        raise ArticleError(f"a page of more than {TAGS} tags", where)


def paragraphs_of(fragment: str, where: str) -> str:
    """The text of a piece of HTML, a blank line between its paragraphs; as it is when there is no tag in it.

    >>> paragraphs_of("<p>« Oui »,<br>dit <b>Odile</b>&nbsp;Faure.</p><p>Lundi.</p>", "a.xml")
    '« Oui »,\\ndit Odile\\xa0Faure.\\n\\nLundi.'
    """
    demand_harmless(fragment, where)
    if "<" not in fragment and "&" not in fragment:
        return fragment.strip()
    root = element_of(fragment)
    return "" if root is None else text_of(root)


def element_of(fragment: str) -> HtmlElement | None:
    """The tree of a piece of HTML; None when there is nothing in it."""
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    clean = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", " ", fragment)  # lxml takes none of these
    try:
        return html.fragment_fromstring(clean, create_parent="div", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    except (AssertionError, IndexError):  # lxml.html finds no <body> behind a head that is never closed
        return None


def text_of(element: HtmlElement) -> str:
    """The text under an element, paragraph by paragraph."""
    pieces: list[str] = []
    hidden = 0
    from lxml import etree

    for event, node in etree.iterwalk(element, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            hidden += tag in _DROPPED
            pieces.append(_BREAK if tag in _BLOCKS else "\n\n" if tag == "br" else "")
            pieces.append("" if hidden else _inline(node.text))
        else:
            hidden -= tag in _DROPPED
            pieces.append(_BREAK if tag in _BLOCKS else "")
            if node is not element:
                pieces.append("" if hidden else _inline(node.tail))
    return _joined("".join(pieces))


def _inline(text: str | None) -> str:
    """Text as a browser shows it: line ends and runs of blanks are one blank, no-break spaces stay."""
    return re.sub(r"[ \t\r\n\f\v]+", " ", text or "")


def _joined(text: str) -> str:
    """The paragraphs, without blanks at the ends of their lines; a double <br> ends one too."""
    found = []
    for block in re.split(rf"{_BREAK}+|(?:\n\n *){{2,}}", text):
        lines = [line.strip(" ") for line in block.split("\n\n")]
        if paragraph := "\n".join(lines).strip():
            found.append(paragraph)
    return "\n\n".join(found)
