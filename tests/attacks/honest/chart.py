"""A chart is kept, and costs nothing.

Earns: all.
Output holds: vnd.plotly.v1+json
"""

# ruff: noqa
# %% added
import plotly.express as px

px.scatter(data, x="dose", y="score")

# %% honest
