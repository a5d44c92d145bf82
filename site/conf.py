"""Sphinx's settings for the course as web pages. `make site` lays the sources out and builds."""

import html
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = html_title = "From a dot product to torch.nn.Linear"
language = "en-GB"
extensions = ["myst_nb", "pages", "formulas", "heads", "places"]
exclude_patterns = ["README.md", "lite"]
templates_path = ["templates"]

myst_enable_extensions = ["attrs_inline", "dollarmath"]
nb_custom_formats = {".ipynb": "pages.read"}
nb_execution_mode = "off"

repository = os.environ.get("REPOSITORY_URL", "")  # where the course's folder is kept, if anywhere
if repository:
    repository = f' <a href="{html.escape(repository)}">The course\'s repository</a>.'
html_baseurl = os.environ.get("SITE_URL", "")  # where the pages will be published, if known
html_theme = "sphinx_book_theme"
html_theme_options = {
    "article_header_end": "notebook-links.html, article-header-buttons.html",
    "navbar_persistent": [],
    "max_navbar_depth": 1,  # deeper levels would fold behind buttons without a name
    "footer_content_items": "extra-footer.html",
    "extra_footer": f"<p>Code: MIT licence. Digits by E. Alpaydin and C. Kaynak, CC BY 4.0.{repository}</p>",
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
    "use_download_button": False,
    "use_fullscreen_button": False,
}
html_context = {
    "default_mode": "light",  # without scripts; pages.js asks the reader's system
    "runs": tags.has("runs"),  # noqa: F821 -- Sphinx defines tags; `make lite` sets this one
}
html_static_path = ["pages.css", "pages.js", "copy.js", "search.js", "touch", "hand", "hub/link.js"]
html_favicon = "favicon.svg"
html_css_files = ["pages.css"]
html_math_renderer = "mathml"
html_scaled_image_link = False  # a touch on a picture to touch would leave the page
html_use_index = False
html_js_files = ["pages.js", "copy.js"]
