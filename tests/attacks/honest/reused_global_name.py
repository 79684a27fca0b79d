"""A function looks up a name that a later cell gives another value.

Earns: all.
"""

# ruff: noqa
# %% answer="toy-word-answer"
step = -1


def turn(word):
    return word[::step]


# %% answer="toy-value-answer"
step = 1
rows = int((data["dose"] == 5).sum())

# %% honest
