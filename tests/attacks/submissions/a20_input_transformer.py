"""A20 · An input transformer that empties the cells after it.

Earns: nothing.
"""

# ruff: noqa
# %% added
get_ipython().input_transformers_cleanup.append(lambda lines: ["pass\n"])
