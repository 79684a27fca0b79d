"""A9 · A notebook of format 3.

Earns: nothing.
Verdict: refused
"""


# ruff: noqa
# %% file
def change(notebook):
    return {"nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": notebook["cells"]}]}
