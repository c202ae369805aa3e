"""Settings, from the weakest to the strongest: defaults < `verbatim.toml` < `VERBATIM_*` < option.

The same words everywhere: `article_text` in the file is `VERBATIM_ARTICLE_TEXT` in the environment
and `--article-text` on the command line.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from corpus import UsageError

ArticleText = Literal["full", "paragraph", "none"]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All that can be set. Paths are relative to where the command runs."""

    data: Path = Path("data")
    """The one folder that holds the record and the index."""
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 8
    prefix: str = ""
    """URL prefix behind a proxy, such as `/verbatim`."""
    public_url: str = ""
    """Base of permanent links, such as `https://citations.example.org`."""
    contact: str = ""
    """Address for errors and takedowns."""
    hosts: tuple[str, ...] = ()
    """Host names that are answered; empty means any."""
    proxies: int = 0
    """Reverse proxies whose `X-Forwarded-*` headers are believed."""
    metrics_port: int = 0
    """Port of `/metrics`, on its own; 0 means none."""
    log_queries: bool = False
    rate_limit: str = ""
    """Requests allowed to one address, such as `60/minute`; empty means no limit."""
    rate_limit_exports: str = ""
    """The same for complete exports; empty means `rate_limit`."""
    rate_storage: str = "memory://"
    """Where requests are counted: in the process, or `redis://host:port` for many processes."""
    workers: int = 0
    """Processes that extract; 0 means one a core."""
    parser: bool = True
    """Whether spaCy's French model is called for the sentences that need it."""
    article_text: ArticleText = "paragraph"
    """How much of an article is shown, by default."""
    sources: dict[str, ArticleText] = {}
    """The same, source by source."""

    @property
    def record(self) -> Path:
        """Where the record is."""
        return self.data / "record.sqlite"

    @property
    def index(self) -> Path:
        """Where the index is."""
        return self.data / "index"

    @property
    def facts(self) -> Path:
        """Where identities and reprints are worked out; made anew from the record when it is not there."""
        return self.data / "facts.sqlite"

    def article_text_of(self, source: str | None) -> ArticleText:
        """How much may be shown of the articles of `source`.

        >>> Settings(sources={"Le Phare": "none"}).article_text_of("Le Phare")
        'none'
        """
        return self.sources.get(source or "", self.article_text)


FIELDS = {field.name: field for field in msgspec.structs.fields(Settings)}


def load(
    file: Path | None = None,
    environment: Mapping[str, str] | None = None,
    options: Mapping[str, Any] | None = None,
) -> Settings:
    """The settings in force; `options` whose value is None were not given.

    >>> load(environment={"VERBATIM_PORT": "9000"}, options={"port": None}).port
    9000
    """
    values = _from_file(file)
    values.update(_from_environment(os.environ if environment is None else environment))
    values.update({name: value for name, value in (options or {}).items() if value is not None})
    try:
        return msgspec.convert(values, Settings, strict=False, dec_hook=_decode)
    except (msgspec.ValidationError, ValueError) as error:
        raise UsageError(f"a setting has a wrong value: {error}") from None


def _from_file(file: Path | None) -> dict[str, Any]:
    path = file or Path("verbatim.toml")
    if not path.exists():
        if file:
            raise UsageError(f"{file}: no such settings file")
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not a TOML file ({error})") from None
    unknown = sorted(set(values) - set(FIELDS))
    if unknown:
        raise UsageError(f"{path}: unknown setting {unknown[0]!r}; known are {', '.join(sorted(FIELDS))}")
    return values


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in FIELDS:
        given = environment.get(f"VERBATIM_{name.upper()}")
        if given is None:
            continue
        if name == "sources":
            raise UsageError("VERBATIM_SOURCES: the sources are set in verbatim.toml only")
        values[name] = tuple(part for part in given.split(",") if part) if name == "hosts" else given
    return values


def _decode(type_: type, value: Any) -> Any:
    if type_ is Path:
        return Path(value)
    raise NotImplementedError(type_)
