"""What a student touches. Runs wherever Python, numpy, pandas and Plotly do, browsers included."""

from autograder.notebook.check import check, hint

__all__ = ["check", "hint"]
