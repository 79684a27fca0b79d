"""What a student touches. Runs wherever Python, numpy, pandas and Plotly do, browsers included."""

from autograder.notebook.check import check, hint
from autograder.notebook.overview import overview

__all__ = ["check", "hint", "overview"]
