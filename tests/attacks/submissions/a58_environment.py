"""A58 · Read the environment, also of other processes.

Earns: nothing.
"""

# ruff: noqa
# %% added
import os

print(dict(os.environ))
for pid in (1, os.getppid(), {{GRADER_PID}}, "self"):
    try:
        print(open(f"/proc/{pid}/environ").read())
    except OSError as error:
        print(error)
