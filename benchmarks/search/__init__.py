"""Search at size, with its peers beside it: `python -m benchmarks.search`, or `make bench-search`.

`corpus` makes the quotations, `questions` what is asked; `ours` and the `peer_` modules are the engines, each
with `name`, `there`, `build`, `open`, `forget`, `answer`; `measure` runs them, `table` and `plot` show it.
"""
