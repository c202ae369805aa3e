"""Counts for Prometheus. They are served on a port of their own, never by the application."""

from __future__ import annotations

import time

from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from search.web.context import web

BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.06, 0.15, 0.5, 1.0, 2.0, 5.0)
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST"})


class Metrics:
    """The counters of one application, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "verbatim_requests",
            "Requests answered.",
            ["endpoint", "method", "status"],
            registry=self.registry,
        )
        self.seconds = Histogram(
            "verbatim_request_seconds", "Time to an answer's first byte.", ["endpoint"],
            registry=self.registry, buckets=BUCKETS,
        )  # fmt: skip
        self.generation = Gauge(
            "verbatim_generation", "Generation of the index that answers.", registry=self.registry
        )

    def count(self, response: Response) -> Response:
        """Count an answer."""
        endpoint = request.endpoint or "none"
        method = request.method if request.method in METHODS else "other"
        self.requests.labels(endpoint, method, str(response.status_code)).inc()
        if "began" in g:
            self.seconds.labels(endpoint).observe(time.perf_counter() - g.began)
        return response


def register(app: Flask) -> None:
    """Count the answers of an application; `app.extensions["verbatim_metrics"]` holds the registry."""
    metrics = Metrics()
    app.extensions["verbatim_metrics"] = metrics
    app.after_request(metrics.count)
    with app.app_context():
        engine = web().engine
    metrics.generation.set_function(lambda: engine.generation.number)
