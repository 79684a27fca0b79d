"""A9 · Millions of small parts, to fill the memory of the reader.

Earns: nothing.
Verdict: refused
"""


# ruff: noqa
# %% file
def change(notebook):
    return b'{"nbformat": 4, "cells": [' + b"[]," * 1_500_000 + b"[]]}"
