"""The given cell was edited: an import was added.

Earns: all.
"""


# ruff: noqa
# %% file
def change(notebook):
    for cell in notebook["cells"]:
        if "import pandas" in cell["source"]:
            cell["source"] += "\nimport math"
    return notebook


# %% answer="toy-plain-answer"
def double(number):
    return math.prod([2, number])


# %% honest
