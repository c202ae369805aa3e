"""What the web needs to be told; `settings.py` at the root fills it."""

from __future__ import annotations

import msgspec


class WebSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of one application. All have a default that is right on loopback."""

    public_url: str = ""
    """Scheme and host of permanent links (`https://citations.example.org`); empty: the request's."""
    prefix: str = ""
    """Path under which the application lives behind a proxy, such as `/verbatim`."""
    contact: str = ""
    """Address for errors and takedowns."""
    hosts: tuple[str, ...] = ()
    """Host names that are answered; empty means any."""
    proxies: int = 0
    """Reverse proxies whose `X-Forwarded-*` headers are believed: exactly so many, no more."""
    log_queries: bool = False
    """Whether the access log holds query texts: they are personal data."""
    rate_limit: str = ""
    """Requests allowed to one address, such as `60/minute`; empty means no limit."""
    rate_limit_exports: str = ""
    """The same for complete exports; empty means `rate_limit`."""
    rate_storage: str = "memory://"
    """Where they are counted: in this process, or `redis://host:port` shared by many."""
    exports: int = 4
    """Exports streamed at once; more are asked to come back later."""
    extractions: int = 2
    """Texts analysed or waiting at once; more are asked to come back later."""
    waiting: int = 64
    """Requests that may wait for a thread; more are asked to come back later."""
    rendered_bytes: int = 32 << 20
    """Bytes of answers kept for those who ask the same; 0 keeps none."""
    metrics: bool = False
    """Whether requests are counted for Prometheus (served on a port of its own, never here)."""
    budget_ms: int = 2000
    """Milliseconds that one search may take."""
