"""A helper in a cell of one's own is there when it is needed.

Earns: all.
"""


# ruff: noqa
# %% added
def backwards(text):
    return text[::-1]


# %% answer="toy-word-answer"
def turn(word):
    return backwards(word)


# %% honest
