"""An answer cell was split in the middle of a function.

Earns: all.
Problem: toy-word-answer was split
"""


# ruff: noqa
# %% file
def change(notebook):
    import copy

    cells = notebook["cells"]
    for i, cell in enumerate(list(cells)):
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "toy-word-answer":
            second = copy.deepcopy(cell)
            cell["source"] = "def turn(word):\n    letters = list(word)"
            second["source"] = "    return ''.join(reversed(letters))"
            cells.insert(i + 1, second)
    return notebook


# %% honest
