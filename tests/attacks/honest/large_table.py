"""An answer may be a whole table; the check says what it wanted instead.

Earns: toy-mean 3, toy-word 2, toy-plain 2.
Outcome of toy-value: wrong-shape
"""

# ruff: noqa
# %% answer="toy-value-answer"
rows = pd.concat([data] * 500)

# %% honest
