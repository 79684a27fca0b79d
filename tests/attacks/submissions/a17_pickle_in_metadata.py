"""A17 · A pickle in the metadata that runs a command when loaded.

Earns: nothing.
"""


# ruff: noqa
# %% file
def change(notebook):
    notebook["metadata"]["pickle"] = "gASVHwAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOUjAR0cnVllIWUUpQu"
    return notebook
