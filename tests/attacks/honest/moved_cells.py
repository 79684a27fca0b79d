"""The cells are in another order.

Earns: all.
"""


# ruff: noqa
# %% file
def change(notebook):
    notebook["cells"].reverse()
    return notebook


# %% honest
