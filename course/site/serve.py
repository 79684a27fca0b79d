"""Serve a folder on this machine only, with the types that browsers demand for Python.

``python -m course.site.serve [FOLDER]``
"""

from __future__ import annotations

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from course.site.places import SITE

PORT = 8000


class Handler(SimpleHTTPRequestHandler):
    """Static files; modules and WebAssembly under the types that browsers insist on."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript",
        ".js": "text/javascript",
        ".wasm": "application/wasm",
        ".json": "application/json",
        ".whl": "application/zip",
    }

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing about each file."""


def server(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """A server for ``folder`` on the loopback address; port 0 takes any that is free."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=str(folder)))


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SITE
    if not (folder / "index.html").is_file():
        sys.exit(f"There is no site in {folder.name}/ yet. Run `make site` first.")
    print(f"http://127.0.0.1:{PORT}  (Ctrl-C ends it)")
    try:
        server(folder, PORT).serve_forever()
    except KeyboardInterrupt:
        sys.exit()
