"""A8 · Give an answer cell the grade id of a test, and the score as its value.

Earns: nothing.
"""


# ruff: noqa
# %% file
def change(notebook):
    for cell in notebook["cells"]:
        grading = cell["metadata"].get("nbgrader", {})
        if grading.get("grade_id") == "toy-mean-answer":
            grading["grade_id"] = "toy-mean"
            grading["grade"] = True
            cell["source"] = "3.0"
    return notebook
