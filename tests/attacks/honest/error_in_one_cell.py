"""An error in one answer costs only what depends on it.

Earns: toy-mean 2, toy-word 2, toy-value 1, toy-plain 2.
Outcome of toy-mean: partial
"""

# ruff: noqa
# %% answer="toy-mean-meaning-answer"
meaning = undefined_name

# %% honest
