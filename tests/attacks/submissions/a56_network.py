"""A56 · Send what was found to a server, over every kind of socket.

Earns: nothing.
Output lacks: sent! opened!
"""

# ruff: noqa
# %% added
import socket
import urllib.request

for family, kind in ((socket.AF_INET, socket.SOCK_STREAM), (socket.AF_INET, socket.SOCK_DGRAM)):
    try:
        with socket.socket(family, kind) as end:
            end.settimeout(1)
            end.connect(("127.0.0.1", {{PORT}}))
            end.send(b"found")
            print("sent" + "!")
    except OSError as error:
        print(error)
try:
    print(urllib.request.urlopen("http://127.0.0.1:{{PORT}}/", timeout=1).read())
except OSError as error:
    print(error)
for family in ("AF_INET6", "AF_UNIX", "AF_NETLINK", "AF_PACKET", "AF_VSOCK"):
    try:
        socket.socket(getattr(socket, family), socket.SOCK_STREAM)
        print("opened" + "!")
    except OSError as error:
        print(error)
