"""A9 · Cells, sources and metadata of types that they never have.

Earns: toy-word 2.
"""


# ruff: noqa
# %% file
def change(notebook):
    strange = [None, 7, "cell", [], {}, {"cell_type": []}, {"cell_type": "code", "source": 5}]
    strange += [{"cell_type": "code", "source": [1, 2], "metadata": []}]
    strange += [{"cell_type": "code", "source": "x=1", "metadata": {"nbgrader": {"grade_id": []}}}]
    strange += [
        {"cell_type": "code", "source": "y=1", "metadata": {"nbgrader": "toy-mean"}, "id": {}}
    ]
    notebook["cells"] = strange + notebook["cells"] + strange
    return notebook


# %% answer="toy-word-answer"
def turn(word):
    return word[::-1]
