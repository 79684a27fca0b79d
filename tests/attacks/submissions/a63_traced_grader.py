"""A63 · Attach to the grader, and read its memory.

Earns: nothing.
Output holds: read -1
"""

# ruff: noqa
# %% added
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for pid in (1, 2, 3, {{GRADER_PID}}, os.getppid()):
    print(pid, libc.ptrace(16, pid, 0, 0), os.strerror(ctypes.get_errno()))
    for name in ("mem", "environ", "maps", "fd", "cwd", "root"):
        try:
            print(open(f"/proc/{pid}/{name}", "rb").read(1000))
        except OSError as error:
            print(error.strerror)
space = ctypes.create_string_buffer(64)


class Part(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


here, there = Part(ctypes.addressof(space), 64), Part(id(space), 64)
got = libc.process_vm_readv({{GRADER_PID}}, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)
print("read", got)
