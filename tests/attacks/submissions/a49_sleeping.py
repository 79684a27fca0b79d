"""A49 · Sleep for an hour.

Earns: all.
"""

# ruff: noqa
# %% added
import time

time.sleep(3600)

# %% honest
