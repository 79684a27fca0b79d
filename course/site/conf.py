"""Sphinx's settings for the site; ``build.py`` prepares the pages and calls Sphinx."""

from course.site.places import HERE, WORKSHOP

project = "Set & Setting"
author = "the course's contributors"
copyright = "2026, CC BY 4.0 (text and figures), BSD-3-Clause (code)"
language = "en"

extensions = ["myst_nb", "sphinx_copybutton", "sphinxcontrib.katex"]
templates_path = [str(HERE / "templates")]
myst_enable_extensions = ["dollarmath", "attrs_inline"]
myst_heading_anchors = 3
nb_execution_mode = "off"  # execute.py ran the lessons
nb_code_prompt_show = "Show the code"
nb_code_prompt_hide = "Hide the code"
katex_prerender = True
katex_css_path = "vendor/katex/katex.min.css"
copybutton_selector = "div.cell_input div.highlight pre"
nitpicky = True

html_theme = "pydata_sphinx_theme"
html_title = "Set & Setting"
html_favicon = str(HERE / "static" / "icon.svg")
html_static_path = [str(HERE / "static"), str(WORKSHOP / "static")]
html_css_files = ["site.css"]
html_js_files = [("site.js", {"type": "module"})]
html_context = {"default_mode": "auto"}
html_copy_source = False
html_show_sourcelink = False
html_sidebars = {
    "index": [],
    "learn": [],
    "data/index": ["sidebar-nav-bs"],
    "grading": [],
}
html_theme_options = {
    "logo": {
        "text": "Set & Setting",
        "image_light": "_static/icon.svg",
        "image_dark": "_static/icon.svg",
        "alt_text": "",
    },
    "navbar_align": "left",
    "header_links_before_dropdown": 6,
    "navbar_end": ["theme-switcher"],
    "navbar_persistent": ["search-button"],
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["closing"],
    "footer_end": [],
    "show_toc_level": 1,
    "show_nav_level": 2,
    "article_footer_items": [],
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
    "back_to_top_button": False,
}
pygments_style = "a11y-high-contrast-light"
