"""A47 · Leave with exit(), quit() and sys.exit() in cells and in a function.

Earns: toy-mean 3, toy-value 1, toy-plain 2.
"""

# ruff: noqa
# %% added
exit()

# %% added
import sys

sys.exit(0)

# %% added
raise SystemExit(3)


# %% answer="toy-word-answer"
def turn(word):
    import sys

    sys.exit(0)


# %% honest
