"""What a lesson uses: its data, its figures and its questions."""

import numpy as np

from course.figures import show
from course.questions import ask, reveal
from course.tables import load

__all__ = ["ask", "load", "reveal", "show"]

# A value at the end of a cell reads 47.0, not np.float64(47.0): learners meet numbers before types.
np.set_printoptions(legacy="1.25")
