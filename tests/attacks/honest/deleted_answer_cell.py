"""A deleted answer cell costs only itself.

Earns: toy-mean 3, toy-value 1, toy-plain 2.
Problem: toy-word-answer is missing
Outcome of toy-word: not-attempted
"""


# ruff: noqa
# %% file
def change(notebook):
    notebook["cells"] = [
        cell
        for cell in notebook["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") != "toy-word-answer"
    ]
    return notebook


# %% honest
