"""Shell commands and magics do nothing in an answer, and stop nothing.

Earns: all.
Output holds: !pip install numpy does nothing here
"""


# ruff: noqa
# %% file
def change(notebook):
    lines = "!pip install numpy\nfiles = !ls\n%matplotlib inline\n%cd ..\n"
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if source.startswith("def"):
            cell["source"] = lines + source
    return notebook


# %% honest
