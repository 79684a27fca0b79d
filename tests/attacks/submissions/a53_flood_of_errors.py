"""A53 · An error with a text of many megabytes.

Earns: all.
"""

# ruff: noqa
# %% added
raise ValueError("x" * 50_000_000)

# %% honest
