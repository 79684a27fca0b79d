"""Nothing was written yet.

Earns: nothing.
Outcome of toy-mean: not-attempted
Outcome of toy-value: not-attempted
"""

# ruff: noqa
