"""A7 · Ask for another kernel and language.

Earns: all.
"""


# ruff: noqa
# %% file
def change(notebook):
    notebook["metadata"]["kernelspec"] = {"name": "bash", "language": "bash", "display_name": "sh"}
    notebook["metadata"]["language_info"] = {"name": "bash"}
    return notebook


# %% honest
