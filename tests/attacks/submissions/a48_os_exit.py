"""A48 · End the process at once, in a cell.

Earns: toy-mean 3, toy-word 2, toy-plain 2.
"""

# ruff: noqa
# %% answer="toy-value-answer"
rows = 2
import os

os._exit(0)

# %% honest
