"""A13 · Half characters and zero bytes in sources.

Earns: toy-word 2.
"""


# ruff: noqa
# %% file
def change(notebook):
    notebook["cells"].insert(0, {"cell_type": "code", "metadata": {}, "source": "x = '\ud800'"})
    notebook["cells"].insert(0, {"cell_type": "code", "metadata": {}, "source": "x = 1\x00"})
    return notebook


# %% answer="toy-word-answer"
def turn(word):
    return word[::-1]
