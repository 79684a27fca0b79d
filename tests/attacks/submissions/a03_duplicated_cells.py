"""A3 · Give every test and answer cell twice, to confuse or to count twice.

Earns: all.
"""


# ruff: noqa
# %% file
def change(notebook):
    notebook["cells"] = [c for cell in notebook["cells"] for c in (cell, cell)]
    return notebook


# %% honest
