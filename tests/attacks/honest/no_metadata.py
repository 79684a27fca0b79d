"""A service that keeps neither metadata nor ids costs nobody their work.

Earns: all.
Problem: found by the names that they bind
"""


# ruff: noqa
# %% file
def change(notebook):
    for number, cell in enumerate(notebook["cells"]):
        cell["metadata"], cell["id"] = {}, f"new-{number}"
    return notebook


# %% honest
