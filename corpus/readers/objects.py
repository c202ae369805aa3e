"""An article written as a JSON object: checked for shape and depth, its fields found."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from corpus.errors import ArticleError
from corpus.readers import ninjs
from corpus.readers.fields import NAMES, known
from corpus.readers.values import Draft, ReadSettings

_decode = msgspec.json.Decoder(dict[str, Any]).decode
PARAGRAPH = "\n\n"


def parsed(data: bytes, where: str) -> dict[str, Any]:
    """The object that `data` writes; ArticleError when it is no JSON, or another value."""
    try:
        return _decode(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"not valid UTF-8 (byte 0x{data[error.start]:02x} at {error.start}); save it as UTF-8", where
        ) from None
    except msgspec.ValidationError as error:
        if not str(error).startswith("Expected `object`"):  # a number of thousands of digits
            raise ArticleError(f"not JSON ({error})", where) from None
        raise ArticleError(f'not an object ({error}); write {{"id": …, "text": …}}', where) from None
    except RecursionError:
        raise ArticleError("nested too deep to be an article", where) from None
    except msgspec.DecodeError as error:
        return _with_half_characters(data, where, str(error))


def _with_half_characters(data: bytes, where: str, reason: str) -> dict[str, Any]:
    """What another parser makes of it, if the fault lies in a lone surrogate only: that is told later."""
    if b"\\ud" in data.lower():
        try:
            value = json.loads(data)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict):
            return value
    raise ArticleError(f"not JSON ({reason})", where)


def draft_of(value: dict[str, Any], where: str, settings: ReadSettings) -> Draft:
    """The article of an object; ArticleError when it has no text, or a field is of a wrong kind."""
    if deeper_than(value, settings.max_depth):
        raise ArticleError(f"nested deeper than {settings.max_depth} levels", where)
    fields = known(ninjs.plainly(value, where) if ninjs.is_one(value) else value)
    if "text" not in fields:
        raise ArticleError(f"no text: name it by one of {', '.join(NAMES['text'].split())}", where)
    text = _text(fields.pop("text"), where)
    named: dict[str, Any] = {name: _field(given, name, where) for name, given in fields.items()}
    return Draft(where=where, text=text, **named)


def deeper_than(value: Any, limit: int) -> bool:
    """Whether lists and objects are nested more than `limit` deep."""
    level = [value]
    for _ in range(limit + 1):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True


def _text(given: Any, where: str) -> str:
    if isinstance(given, str):
        return given
    if isinstance(given, list) and all(isinstance(paragraph, str) for paragraph in given):
        return PARAGRAPH.join(given)
    raise ArticleError("text: write a string, or a list of paragraphs", where)


def _field(given: Any, name: str, where: str) -> str:
    """A field as text: numbers are, lists of names are joined, `{"name": …}` is its name."""
    if isinstance(given, list):
        return ", ".join(_field(one, name, where) for one in given)
    if isinstance(given, dict) and isinstance(given.get("name"), str):
        return str(given["name"])
    if isinstance(given, str):
        return given
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    raise ArticleError(f"{name}: write a string, not {json.dumps(given)[:40]}", where)
