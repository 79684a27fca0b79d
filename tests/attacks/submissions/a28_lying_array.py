"""A28 · Objects that turn into another array whenever they are looked at.

Earns: nothing.
"""

# ruff: noqa
# %% added
import numpy as np


class Yes(np.ndarray):
    def __array_function__(self, *a, **k):
        return True

    def __array_ufunc__(self, *a, **k):
        return True

    def __bool__(self):
        return True


def yes():
    return np.zeros(1).view(Yes)


# %% answer="toy-mean-answer"
def mean_of(values):
    return yes()


# %% answer="toy-word-answer"
def turn(word):
    return yes()


# %% answer="toy-value-answer"
rows = yes()


# %% answer="toy-plain-answer"
def double(number):
    return yes()
