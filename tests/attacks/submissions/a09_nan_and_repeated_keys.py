"""A9 · Bare NaN and repeated keys in the JSON.

Earns: all.
"""


# ruff: noqa
# %% file
def change(notebook):
    import json

    text = json.dumps(notebook)
    return ('{"cells": [], "extra": NaN, "more": -Infinity, ' + text[1:]).encode()


# %% honest
