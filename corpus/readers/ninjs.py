"""ninjs, the IPTC's JSON for agencies, in versions 1 (`body_text`) and 2–3 (`bodies`)."""

from __future__ import annotations

from typing import Any

from corpus.readers.markup import paragraphs_of

_HTML = ("body_html", "body_xhtml", "content_html")  # the last is JSON Feed's
_READ = ("headline", "headlines", "byline", "by", "bodies", "infosources")
_TEXTS = ("body_text", "content_text")


def is_one(value: dict[str, Any]) -> bool:
    """Whether an object has its words where ninjs (or JSON Feed) has them."""
    return any(key in value for key in ("bodies", *_TEXTS, *_HTML))


def plainly(value: dict[str, Any], where: str) -> dict[str, Any]:
    """The object with the keys that any article has.

    >>> plainly({"uri": "tag:lephare.example,2021:12", "headlines": [{"value": "Le port rouvre"}],
    ...          "bodies": [{"contenttype": "text/html", "value": "<p>Lundi.</p>"}]}, "a.json")
    {'title': 'Le port rouvre', 'text': 'Lundi.', 'uri': 'tag:lephare.example,2021:12'}
    """
    first = _first(value, "headline", "headlines"), _first(value, "byline", "by")
    found = {
        "title": first[0] or value.get("title"),
        "author": first[1] or value.get("author"),
        "date": value.get("firstcreated") or value.get("contentcreated") or value.get("versioncreated"),
        "source": _first(value, "source", "infosources") or value.get("copyrightholder"),
        "text": _text(value, where),
    }
    used = {key: given for key, given in found.items() if given}
    return {**used, **{key: given for key, given in value.items() if key not in (*found, *_READ)}}


def _first(value: dict[str, Any], *names: str) -> Any:
    """The first of these that says something; of a list, its first entry's words."""
    for name in names:
        given = value.get(name)
        if isinstance(given, list):
            given = next(
                (one.get("value") or one.get("name") for one in given if isinstance(one, dict)), None
            )
        if given:
            return given
    return None


def _text(value: dict[str, Any], where: str) -> Any:
    for key in _TEXTS:
        if isinstance(value.get(key), str):
            return value[key]
    for key in _HTML:
        if isinstance(value.get(key), str):
            return paragraphs_of(value[key], where)
    given = value.get("bodies")
    bodies = [body for body in given if isinstance(body, dict)] if isinstance(given, list) else []
    plain = [
        body for body in bodies if "html" not in str(body.get("contenttype", body.get("contentType", "")))
    ]
    for body in plain or bodies:
        if isinstance(body.get("value"), str):
            return body["value"] if plain else paragraphs_of(body["value"], where)
    return value.get("text")
