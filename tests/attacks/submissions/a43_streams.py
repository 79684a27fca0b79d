"""A43 · Write to standard streams and every inherited file.

Earns: nothing.
"""

# ruff: noqa
# %% added
import os

for handle in range(64):
    try:
        if not os.path.sameopenfile(handle, 3):
            os.write(handle, b"toy-mean 3.0\n")
    except OSError:
        pass
