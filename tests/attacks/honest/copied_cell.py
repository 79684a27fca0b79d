"""An answer cell was copied, and the copy left as it was given.

Earns: all.
Problem: toy-word-answer is there 2 times
"""


# ruff: noqa
# %% file
def change(notebook):
    import copy

    cells = notebook["cells"]
    for i, cell in enumerate(list(cells)):
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "toy-word-answer":
            stub = copy.deepcopy(cell)
            stub["source"] = 'def turn(word):\n    """The word backwards."""\n    # YOUR CODE HERE'
            cells.insert(i + 1, stub)
    return notebook


# %% honest
