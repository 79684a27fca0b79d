"""A9 · An empty file.

Earns: nothing.
Verdict: refused
"""


# ruff: noqa
# %% file
def change(notebook):
    return b""
