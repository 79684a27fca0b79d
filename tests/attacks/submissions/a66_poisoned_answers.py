"""A66 · Answers made to hurt whoever reads them: huge, deep, circular, odd.

Earns: nothing.
"""


# ruff: noqa
# %% answer="toy-mean-answer"
def mean_of(values):
    circular = []
    circular.append(circular)
    return circular


# %% answer="toy-mean-meaning-answer"
meaning = "b" * 20_000_000


# %% answer="toy-word-answer"
def turn(word):
    return "\ud800\x00" + word[::-1]


# %% answer="toy-value-answer"
rows = 10**5000


# %% answer="toy-plain-answer"
def double(number):
    deep = {}
    for _ in range(100):
        deep = {"x": deep}
    return deep
