"""A48 · Recursion without an end.

Earns: all.
"""

# ruff: noqa
# %% added
import sys

sys.setrecursionlimit(50_000)
nested = []
for _ in range(40_000):
    nested = [nested]
repr(nested)


def down():
    return down()


down()

# %% honest
