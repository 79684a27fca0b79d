"""A29 · Answers that are not a number, or negative, to upset the sum of points.

Earns: nothing.
"""


# ruff: noqa
# %% answer="toy-mean-answer"
def mean_of(values):
    return float("nan")


# %% answer="toy-mean-meaning-answer"
meaning = float("-inf")

# %% answer="toy-value-answer"
rows = float("nan")


# %% answer="toy-plain-answer"
def double(number):
    return float("nan")
