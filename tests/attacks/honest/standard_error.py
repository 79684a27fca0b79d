"""Warnings and messages on standard error cost nothing.

Earns: all.
"""

# ruff: noqa
# %% answer="toy-word-answer"
import sys
import warnings

print("working", file=sys.stderr)
warnings.warn("careful")


def turn(word):
    print("turning", file=sys.stderr)
    warnings.warn("careful again")
    return word[::-1]


# %% honest
