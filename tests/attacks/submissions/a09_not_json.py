"""A9 · A file that is not JSON.

Earns: nothing.
Verdict: refused
"""


# ruff: noqa
# %% file
def change(notebook):
    return b"\x89PNG not a notebook"
