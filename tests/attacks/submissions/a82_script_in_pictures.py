"""A82 · Script where pictures of a text belong.

Earns: nothing.
Problem: A picture in a text could not be kept
"""


# ruff: noqa
# %% file
def change(notebook):
    drawn = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
    memo = notebook["cells"][-1]
    memo["source"] = "![one](attachment:a.svg) ![two](attachment:b.png) ![three](attachment:c.png)"
    memo["attachments"] = {
        "a.svg": {"image/svg+xml": drawn},
        "b.png": {"image/png": drawn},
        "c.png": {"text/html": "<script>alert(1)</script>", "image/png": ["PHN2Zz4="]},
    }
    return notebook
