"""What every page is given: its language and texts, its links, and how numbers, dates and names are said."""

from __future__ import annotations

from typing import Any

import msgspec
from flask import g, render_template, request, url_for
from markupsafe import Markup

from search.messages import LANGUAGES, THIN, Messages, messages, number
from search.values import Entity, EntityCount
from search.web import drawing, typography
from search.web.context import links, web
from search.web.links import Links, Parameters, web_url
from search.web.timeline import Chart, rate

OTHER = {"fr": "en", "en": "fr"}
OWN_NAMES = {"fr": "Français", "en": "English"}


class PageLinks(Links, frozen=True):
    """Links within the site that keep the reader's language."""

    language: str = "fr"

    def url(self, path: str, parameters: Parameters = ()) -> str:
        """A path with parameters, and `lang` unless it is French or given.

        >>> PageLinks("", "en").url("/search", (("q", "accord"),))
        '/search?q=accord&lang=en'
        """
        if self.language != LANGUAGES[0] and not any(name == "lang" for name, _ in parameters):
            parameters = (*parameters, ("lang", self.language))
        return super().url(path, parameters)


class View(msgspec.Struct, frozen=True):
    """The language of a page and what is said in it."""

    language: str
    t: Messages
    links: PageLinks
    absolute: Links
    contact: str
    build: str

    def number(self, value: int) -> str:
        """A number with its separators."""
        return number(value, self.language)

    def rate(self, value: float) -> str:
        """A number with one decimal."""
        return rate(value, self.language)

    def bars(self, chart: Chart) -> Markup:
        """The bars of a chart, for its SVG."""
        return drawing.bars(chart, self.t)

    def lines(self, chart: Chart) -> Markup:
        """The lines of a chart's table."""
        return drawing.lines(chart, self.language)

    def percent(self, value: int) -> str:
        """A percentage."""
        return f"{value}%" if self.language == "en" else f"{value}{THIN}%"

    def date(self, text: str, short: bool = False) -> str:
        """A date as precise as it was printed."""
        return typography.date(text, self.language, short=short)

    def moment(self, seconds: int) -> str:
        """The day of a moment."""
        return typography.moment(seconds, self.language)

    def period(self, first: str, last: str) -> str:
        """A period in words."""
        return typography.period(first, last, self.language)

    def years(self, found: EntityCount) -> str:
        """The years between the first and the last quotation: « 2019–2021 »."""
        first, last = found.first[:4], found.last[:4]
        return first if first == last else f"{first}–{last}"

    @property
    def marks(self) -> tuple[str, str]:
        """Quotation marks."""
        return typography.marks(self.language)

    def quoted(self, text: str) -> str:
        """Words between quotation marks."""
        return typography.quoted(text, self.language)

    def entity(self, entity: Entity) -> str:
        """The page of a person or organisation."""
        return self.links.entity(entity.id, entity.type)

    def static(self, name: str) -> str:
        """A file of ours, with the build in its address, so that it may be kept for ever."""
        return url_for("static", filename=name, v=self.build[:12])

    def outside(self, url: str) -> str:
        """A URL that may be linked to, empty when it may not."""
        return web_url(url) or ""

    @property
    def switched(self) -> tuple[str, str, str]:
        """The other language: its code, its own name, and this very page in it."""
        code = OTHER[self.language]
        given = tuple((n, v) for n, v in request.args.items(multi=True) if n != "lang" and v)
        return code, OWN_NAMES[code], PageLinks(self.links.base, code).url(request.path, given)


def language() -> str:
    """The language asked for in the URL, French when it is none of ours."""
    asked = request.args.get("lang", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def view() -> View:
    """The view of this request."""
    if "view" not in g:
        told = language()
        state = web()
        g.view = View(
            told,
            messages(told),
            PageLinks(request.script_root, told),
            links(),
            state.settings.contact,
            state.build,
        )
    found: View = g.view
    return found


def render(template: str, **context: Any) -> str:
    """A page."""
    return render_template(template, **context)


def context() -> dict[str, Any]:
    """What every template knows, error pages too."""
    seen = view()
    return {"view": seen, "t": seen.t, "links": seen.links}
