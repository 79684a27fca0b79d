"""A9 · Bytes that are no text.

Earns: nothing.
Verdict: refused
"""


# ruff: noqa
# %% file
def change(notebook):
    return b'{"cells": ["\xff\xfe\xc3\x28"]}'
