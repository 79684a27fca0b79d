"""A16 · Script in the outputs stored with the submission.

Earns: nothing.
"""


# ruff: noqa
# %% file
def change(notebook):
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            data = {"text/html": "<script>alert(1)</script>", "application/javascript": "alert(1)"}
            cell["outputs"] = [{"output_type": "display_data", "data": data, "metadata": {}}]
    return notebook
