"""A37 · Read the raw memory of the process.

Earns: nothing.
"""

# ruff: noqa
# %% added
needle = b"can" + b"ary-"
for path in ("/proc/self/mem", "/proc/self/maps", "/dev/mem", "/proc/kcore"):
    try:
        with open(path, "rb") as file:
            print(path, needle in file.read(1_000_000))
    except OSError as error:
        print(error)
import ctypes

base = id(needle) & ~0xFFF
print(needle[:3] in ctypes.string_at(base, 4096))
