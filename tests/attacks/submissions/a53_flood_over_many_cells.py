"""A53 · Hundreds of cells, each showing as much as one cell may.

Earns: all.
Output holds: more than is kept
"""


# ruff: noqa
# %% file
def change(notebook):
    source = (
        'from IPython.display import display\ndisplay({"text/plain": "x", "text/html": "<b>'
        + "x" * 9
        + '" * 300_000}, raw=True)'
    )
    cell = {"cell_type": "code", "metadata": {}, "source": source}
    notebook["cells"][2:2] = [cell] * 60
    return notebook


# %% honest
