"""Citations of a quotation: as the French press writes them, and for reference managers.

The work cited is the article; the words and who said them are a note on it.
"""

from __future__ import annotations

import re
from typing import Any

from search.web.dates import in_words
from search.web.values import Quotation

NARROW = "\u202f"
"""Narrow no-break space: inside « »."""


def in_marks(words: str) -> str:
    """Words between guillemets, as French sets them."""
    return f"«{NARROW}{words}{NARROW}»"


def said_by(quotation: Quotation) -> str:
    """Who said it, with role and organisation, as far as they are known."""
    speaker, body = quotation.speaker, quotation.organisation
    parts = [speaker.name or quotation.attribution.as_written or "locuteur inconnu"]
    if speaker.role:
        parts.append(speaker.role)
    if body and body.name not in (speaker.name, *parts) and body.name not in (speaker.role or ""):
        parts.append(body.name)
    return ", ".join(parts)


def quoted(quotation: Quotation) -> str:
    """The words as one sets them: marked as said, or told as reported."""
    words = _line(" […] ".join(quotation.parts))
    return f"{words} (propos rapportés)" if quotation.kind == "indirect" else in_marks(words)


def press(quotation: Quotation) -> str:
    """One line for a French article or footnote.

    `Marc Olivet, président du Collectif : « Non. », « Le tramway », Le Phare, 14 mars 2023, https://…`
    """
    article = quotation.article
    where = [
        article.author,
        in_marks(article.title) if article.title else None,
        article.source,
        in_words(article.published) if article.published else "sans date",
        article.url,
    ]
    told = ", ".join(part for part in where if part)
    return _line(f"{said_by(quotation)}{NARROW}: {quoted(quotation)}, {told}. {quotation.links.html}")


# --- reference managers -------------------------------------------------------------------------

_BIBTEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#",
    "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(quotation: Quotation) -> str:
    """A BibTeX `@article`; the words are its note."""
    article = quotation.article
    year, month, day = (*(article.published or "").split("-"), "", "")[:3]
    fields = {
        "author": f"{{{_tex(article.author)}}}" if article.author else "",
        "title": f"{{{_tex(article.title or 'Sans titre')}}}",
        "journal": _tex(article.source or ""),
        "year": year,
        "date": article.published or "",
        "day": str(int(day)) if day else "",
        "url": _url(article.url or quotation.links.html),
        "note": _tex(f"{said_by(quotation)} : {quoted(quotation)}"),
        "language": "french",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if month:
        lines.insert(4, f"  month = {_MONTHS[int(month) - 1]},")
    return "\n".join([f"@article{{verbatim-{quotation.id},", *lines, "}", ""])


def _tex(text: str) -> str:
    return "".join(_BIBTEX.get(char, char) for char in _line(text))


def _url(url: str) -> str:
    return "".join(f"%{ord(char):02X}" if char in "{}\\" else char for char in _line(url))


def ris(quotation: Quotation) -> str:
    """A RIS record of type NEWS; the words are its note."""
    article = quotation.article
    year, month, day = (*(article.published or "").split("-"), "", "")[:3]
    rows = [
        ("TY", "NEWS"),
        ("ID", f"verbatim-{quotation.id}"),
        ("AU", article.author),
        ("TI", article.title or "Sans titre"),
        ("T2", article.source),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}" if year else None),
        ("UR", article.url or quotation.links.html),
        ("L2", quotation.links.html),
        ("N1", f"{said_by(quotation)} : {quoted(quotation)}"),
        ("LA", "fr"),
    ]
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in rows if value) + "ER  - \r\n"


def csl(quotation: Quotation) -> list[dict[str, Any]]:
    """CSL-JSON, as citeproc and Zotero read it: a list of one item."""
    article = quotation.article
    item: dict[str, Any] = {
        "id": f"verbatim-{quotation.id}",
        "type": "article-newspaper",
        "title": article.title or "Sans titre",
        "language": "fr",
        "URL": article.url or quotation.links.html,
        "note": f"{said_by(quotation)} : {quoted(quotation)}",
    }
    if article.author:
        item["author"] = [{"literal": article.author}]
    if article.source:
        item["container-title"] = article.source
    if article.published:
        item["issued"] = {"date-parts": [[int(part) for part in article.published.split("-")]]}
    return [item]


_BREAKS = re.compile(r"[\s\x00-\x1f\x7f\u2028\u2029]{2,}|[^\S \u00a0\u202f]|[\x00-\x1f\x7f]")
"""Runs of white space, and whatever else would break a line; a space that stands alone is none."""


def _line(text: str) -> str:
    """The text on one line, its no-break spaces kept where they stand alone."""
    return _BREAKS.sub(" ", text).strip()
