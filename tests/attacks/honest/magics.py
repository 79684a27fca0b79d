"""Common magics work or cost only themselves.

Earns: all.
"""


# ruff: noqa
# %% file
def change(notebook):
    for source in ("%matplotlib inline", "%%time\nx = 1", "!ls", "%%bash\nls"):
        cell = {"cell_type": "code", "metadata": {}, "source": source}
        notebook["cells"].insert(2, cell)
    return notebook


# %% honest
