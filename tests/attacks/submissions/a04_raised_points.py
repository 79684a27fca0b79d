"""A4 · Raise the points in the metadata.

Earns: all.
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
        cell["metadata"]["nbgrader"]["points"] = 1000
    return notebook


# %% honest
