"""A9 · A notebook of format 3, which says what it likes of itself.

Earns: nothing.
"""


# ruff: noqa
# %% file
def change(notebook):
    return {"nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": notebook["cells"]}]}
