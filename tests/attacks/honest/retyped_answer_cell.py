"""An answer cell became Markdown by a slip on the keyboard.

Earns: all.
Problem: toy-word-answer was turned into another type
"""


# ruff: noqa
# %% file
def change(notebook):
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "toy-word-answer":
            cell["cell_type"] = "markdown"
            del cell["outputs"], cell["execution_count"]
    return notebook


# %% honest
