"""A8 · Replace the tests by a last line that is the score wanted.

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
        cell["source"] = "3.0"
    return notebook
