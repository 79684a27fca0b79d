"""A57 · Ask a local service for credentials, and look for tokens.

Earns: nothing.
"""

# ruff: noqa
# %% added
import os
import urllib.request

print([name for name in os.environ if "TOKEN" in name or "KEY" in name or "SECRET" in name])
try:
    request = urllib.request.Request("http://127.0.0.1:{{PORT}}/latest/meta-data/")
    print(urllib.request.urlopen(request, timeout=1).read())
except OSError as error:
    print(error)
