"""What a lesson uses: its data, its figures and its questions."""

from course.figures import show
from course.questions import ask, reveal
from course.tables import load

__all__ = ["ask", "load", "reveal", "show"]
