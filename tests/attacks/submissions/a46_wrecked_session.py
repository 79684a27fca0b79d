"""A46 · Close streams, use up file handles; then answer.

Earns: all.
"""

# ruff: noqa
# %% added
import sys

handles = []
try:
    while True:
        handles.append(open("/dev/null"))
except OSError:
    pass
sys.stdout.close()
sys.stdout = sys.stderr = None

# %% honest
