"""A38 · Raise errors whose text is the hidden input.

Earns: nothing.
"""

# ruff: noqa
# %% answer="toy-mean-answer"
seen = []


def mean_of(values):
    seen.append(values)
    raise ValueError(str(seen))


# %% answer="toy-word-answer"
def turn(word):
    seen.append(word)
    raise type("E" + word.replace("-", "_"), (Exception,), {})(str(seen))


# %% answer="toy-plain-answer"
def double(number):
    raise ValueError(str(seen))
