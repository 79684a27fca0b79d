"""A cell that is not Python costs only itself.

Earns: toy-mean 3, toy-value 1, toy-plain 2.
Outcome of toy-word: crashed
"""


# ruff: noqa
# %% file
def change(notebook):
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "toy-word-answer":
            cell["source"] = "def turn(word)\n    return word[::-1]"
    return notebook


# %% honest
