"""A62 · Look for the connection files and keys of kernels.

Earns: nothing.
"""

# ruff: noqa
# %% added
import glob
import sys

print(sys.argv, glob.glob("/**/kernel-*.json", recursive=False), glob.glob("/tmp/*"))
print(getattr(get_ipython(), "kernel", None), getattr(get_ipython(), "parent", None))
try:
    from ipykernel.connect import get_connection_file

    print(get_connection_file())
except Exception as error:
    print(type(error).__name__)
