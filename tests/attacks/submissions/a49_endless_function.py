"""A49 · A function that never returns.

Earns: toy-mean 3, toy-value 1, toy-plain 2.
"""


# ruff: noqa
# %% answer="toy-word-answer"
def turn(word):
    while True:
        pass


# %% honest
