"""Everything is right.

Earns: all.
"""

# ruff: noqa
# %% honest
