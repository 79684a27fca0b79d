"""A student changes the given data in their own notebook.

Earns: toy-mean 3, toy-word 2, toy-plain 2.
"""

# ruff: noqa
# %% answer="toy-value-answer"
data = data[data["dose"] > 5]
rows = len(data)

# %% honest
