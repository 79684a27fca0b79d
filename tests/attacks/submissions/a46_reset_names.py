"""A46 · Delete all names, the given data among them.

Earns: toy-mean 3, toy-word 2, toy-plain 2.
"""

# ruff: noqa
# %% added
get_ipython().run_line_magic("reset", "-f")

# %% honest
