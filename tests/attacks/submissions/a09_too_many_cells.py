"""A9 · Thousands of cells.

Earns: nothing.
Verdict: refused
"""


# ruff: noqa
# %% file
def change(notebook):
    notebook["cells"] += [{"cell_type": "code", "source": "1", "metadata": {}}] * 5000
    return notebook
