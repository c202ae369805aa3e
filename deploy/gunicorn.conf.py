"""Settings of gunicorn, for those who prefer it to waitress: `gunicorn -c deploy/gunicorn.conf.py wsgi:app`.

gunicorn is not among the dependencies: install it beside Verbatim. Each worker maps the same index;
what is mapped is shared between them.
"""

bind = "127.0.0.1:8000"
worker_class = "gthread"
workers = 2
threads = 8
timeout = 60
graceful_timeout = 10
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
limit_request_line = 8_190
