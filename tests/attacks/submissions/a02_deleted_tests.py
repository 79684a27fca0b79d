"""A2 · Delete the test cells, so that nothing can fail.

Earns: nothing.
"""


# ruff: noqa
# %% file
def change(notebook):
    tests = [
        c
        for c in notebook["cells"]
        if c["metadata"].get("nbgrader", {}).get("grade") and c["cell_type"] == "code"
    ]

    notebook["cells"] = [c for c in notebook["cells"] if c not in tests]
    return notebook
