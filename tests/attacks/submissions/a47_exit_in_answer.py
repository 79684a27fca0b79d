"""A47 · Leave in the middle of an answer cell: what came before in it counts.

Earns: all.
"""

# ruff: noqa
# %% answer="toy-value-answer"
rows = int((data["dose"] == 5).sum())
raise SystemExit

# %% honest
