"""A65 · Become root, by user ids, capabilities and set-user-id files.

Earns: nothing.
Output holds: capset -1
"""

# ruff: noqa
# %% added
import ctypes
import os

for become in (
    lambda: os.setuid(0),
    lambda: os.setgid(0),
    lambda: os.setresuid(0, 0, 0),
    lambda: os.setgroups([0]),
    lambda: os.chown(".", 0, 0),
    lambda: os.chroot("."),
    lambda: os.mknod("disk", 0o60666, os.makedev(254, 0)),
):
    try:
        become()
        print("became" + "!" if os.geteuid() == 0 and os.getuid() == 12345 else "no")
    except OSError as error:
        print(error.strerror)
header, data = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)(*[0xFFFFFFFF] * 6)
print("capset", ctypes.CDLL(None).capset(header, data))
