"""A28 · A dictionary that gives other items whenever it is read.

Earns: nothing.
"""


# ruff: noqa
# %% added
class Changing(dict):
    def items(self):
        import itertools

        return zip(itertools.count(), itertools.repeat(1), range(100))

    def __getitem__(self, key):
        return 1

    def __missing__(self, key):
        return 1


# %% answer="toy-mean-answer"
def mean_of(values):
    return Changing()


# %% answer="toy-word-answer"
def turn(word):
    return Changing()


# %% answer="toy-value-answer"
rows = Changing()


# %% answer="toy-plain-answer"
def double(number):
    return Changing()
