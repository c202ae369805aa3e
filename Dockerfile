# Two stages: one that installs from the lock file with hashes, one that only runs.
# The record and the index lie in a volume; the server needs it read-only:
#
#   docker build -t verbatim .
#   docker run --rm -v verbatim:/data -v "$PWD/articles:/articles:ro" verbatim index /articles
#   docker run --rm --read-only --tmpfs /tmp -v verbatim:/data:ro -p 127.0.0.1:8000:8000 verbatim

FROM python:3.11-slim AS build
WORKDIR /srv/verbatim
COPY requirements.lock ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE wsgi.py cli.py settings.py verbatim_client.py ./
COPY commands commands
COPY corpus corpus
COPY indexer indexer
COPY search search
RUN /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin verbatim \
    && install -d -o verbatim /data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 VERBATIM_DATA=/data VERBATIM_HOST=0.0.0.0
WORKDIR /tmp
USER verbatim
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-c", \
    "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["verbatim"]
CMD ["serve"]
