"""Answers as numpy numbers and one-element Series.

Earns: all.
"""

# ruff: noqa
# %% answer="toy-mean-answer"
import numpy as np


def mean_of(values):
    return np.mean(values)


# %% answer="toy-value-answer"
rows = data.loc[data["dose"] == 5, "dose"].count()

# %% answer="toy-plain-answer"
import numpy as np


def double(number):
    return np.int64(2) * number


# %% honest
