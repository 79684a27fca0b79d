"""A6 · Turn the test cells into raw cells.

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

    for cell in tests:
        cell["cell_type"] = "raw"
        del cell["outputs"], cell["execution_count"]
    return notebook
