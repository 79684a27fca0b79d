"""A55 · Run other programs in every way there is.

Earns: all.
"""

# ruff: noqa
# %% added
import os
import subprocess

print("ran")
for run in (
    lambda: subprocess.run(["/bin/sh", "-c", "sleep 3600 &"]),
    lambda: os.posix_spawn("/bin/sh", ["sh", "-c", "sleep 3600"], {}),
    lambda: os.execv("/bin/sh", ["sh", "-c", "sleep 3600"]),
    lambda: print(os.system("sleep 3600")),
    lambda: get_ipython().system("sleep 3600"),
):
    try:
        run()
    except OSError as error:
        print(error)

# %% honest
