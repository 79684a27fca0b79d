"""A30 · Infinite answers.

Earns: nothing.
"""


# ruff: noqa
# %% answer="toy-mean-answer"
def mean_of(values):
    return float("inf")


# %% answer="toy-word-answer"
def turn(word):
    return float("inf")


# %% answer="toy-value-answer"
rows = float("inf")


# %% answer="toy-plain-answer"
def double(number):
    return float("inf")
