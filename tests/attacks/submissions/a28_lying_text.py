"""A28 · Texts that say they equal everything.

Earns: nothing.
"""


# ruff: noqa
# %% added
class Yes(str):
    def __eq__(self, other):
        return True

    def strip(self):
        return self

    casefold = strip
    __hash__ = str.__hash__


# %% answer="toy-mean-answer"
def mean_of(values):
    return Yes("x")


# %% answer="toy-mean-meaning-answer"
meaning = Yes("x")


# %% answer="toy-word-answer"
def turn(word):
    return Yes("x")
