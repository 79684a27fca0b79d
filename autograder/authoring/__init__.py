"""From sources to notebooks: py:percent scripts, releases, generated files, and their lints."""
