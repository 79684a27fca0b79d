"""A5 · Turn tests into answers, and unlock them.

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
        cell["metadata"]["nbgrader"].update(grade=False, solution=True, locked=False)
        cell["source"] = "1000"
    return notebook
