"""A1 · Tag the test cells so that an executor skips them.

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
        cell["metadata"]["tags"] = ["skip-execution", "raises-exception"]
    return notebook
