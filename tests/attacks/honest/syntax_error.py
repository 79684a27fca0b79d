"""A cell that is not Python costs only itself.

Earns: toy-mean 3, toy-value 1, toy-plain 2.
Outcome of toy-word: crashed
"""

# ruff: noqa
# %% answer="toy-word-answer"
def turn(word)
    return word[::-1]

# %% honest
