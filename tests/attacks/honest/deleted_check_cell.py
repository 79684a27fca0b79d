"""A deleted check cell costs nothing.

Earns: all.
Problem: check cell toy-word was deleted
"""


# ruff: noqa
# %% file
def change(notebook):
    notebook["cells"] = [
        cell
        for cell in notebook["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") != "toy-word"
    ]
    return notebook


# %% honest
