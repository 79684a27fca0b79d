"""A81 · Delete all answers and use their names, in hope of the examiner's own.

Earns: nothing.
"""


# ruff: noqa
# %% file
def change(notebook):
    notebook["cells"] = [c for c in notebook["cells"] if not c["id"].endswith("-answer")]
    uses = {"cell_type": "code", "metadata": {}, "source": "print(rows, mean_of, turn, double)"}
    notebook["cells"].insert(2, uses)
    return notebook
