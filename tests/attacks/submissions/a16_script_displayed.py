"""A16 · Script, event handlers and foreign frames shown by a cell.

Earns: nothing.
"""

# ruff: noqa
# %% added
from IPython.display import HTML, SVG, Javascript, Markdown, display

display(HTML("<script>alert(1)</script><img src=x onerror=alert(1)><b onclick='x()'>b</b>"))
display(HTML("<iframe src='http://127.0.0.1:{{PORT}}'></iframe><a href='javascript:x()'>a</a>"))
display(HTML("<style>*{display:none}</style><table style='position:fixed'><tr><td>t</table>"))
display(Javascript("alert(1)"))
display(SVG("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"))
display(Markdown("<script>alert(1)</script>"))
display({"text/html": "<svg/onload=alert(1)>", "text/plain": "x"}, raw=True)
display({"image/png": '"><script>alert(1)</script>', "text/plain": "x"}, raw=True)
