"""A60 · Read solutions and other submissions where they are known to be.

Earns: nothing.
"""

# ruff: noqa
# %% added
import os

for path in (
    "{{SECRET}}",
    "{{SOLUTIONS}}/bank.py",
    "{{SOLUTIONS}}/toy.ipynb",
    "{{CLASS_FOLDER}}/submitted/other/toy.ipynb",
    "{{CLASS_FOLDER}}/gradebook.db",
    "/etc/passwd",
    "/proc/self/root{{SECRET}}",
    "/proc/1/root{{SECRET}}",
):
    try:
        print(open(path).read())
    except OSError as error:
        print(error.strerror)
    try:
        os.symlink(path, "link")
        print(open("link").read())
    except OSError as error:
        print(error.strerror)
    finally:
        if os.path.islink("link"):
            os.unlink("link")
    try:
        os.link(path, "hard")
    except OSError as error:
        print(error.strerror)
