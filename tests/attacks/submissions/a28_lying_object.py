"""A28 · Answers that say they equal everything.

Earns: nothing.
"""


# ruff: noqa
# %% added
class Yes(object):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __lt__(self, other):
        return True

    __le__ = __gt__ = __ge__ = __lt__
    __hash__ = object.__hash__

    def __abs__(self):
        return 0

    def __rsub__(self, other):
        return 0

    __sub__ = __rsub__
    __class__ = property(lambda self: float)


# %% answer="toy-mean-answer"
def mean_of(values):
    return Yes()


# %% answer="toy-word-answer"
def turn(word):
    return Yes()


# %% answer="toy-value-answer"
rows = Yes()


# %% answer="toy-plain-answer"
def double(number):
    return Yes()
