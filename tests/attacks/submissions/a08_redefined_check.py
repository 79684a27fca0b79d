"""A8 · Redefine check in a cell of one's own.

Earns: nothing.
"""


# ruff: noqa
# %% added
def check(exercise, *answers):
    return 1000.0


import autograder

autograder.check = check
import builtins

builtins.check = check
