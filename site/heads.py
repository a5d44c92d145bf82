"""What a page says of itself to those who share, print or load it, and the page for no address.

An extension of Sphinx, loaded by conf.py. SITE_URL, where the site will be published, makes the
addresses that must be whole: those of the page and of its card, the picture a shared link shows.
"""

import base64
import html
import io
import posixpath
import re
from urllib.parse import urlsplit

import nbformat
from docutils import nodes
from pages import alternative, pictures
from PIL import Image
from sphinx.util.images import get_image_size
from sphinx.writers.html5 import HTML5Translator

from helpers.figures.style import SHARPNESS

POSTCODE = ("05_torch_and_1x1_convolution", "postcode-figure")
# The figure that stands for a notebook; where none is named, its first.
CARDS = dict([POSTCODE], **{
    "01_dot_products": "templates-figure",
    "02_linear_layer": "weights-figure",
    "03_broadcasting_the_bias": "stretch-both",
    "04_stacking_layers": "spiral-figure",
    "06_train_and_regularise": "envelope-opened",
    "07_linear_layers_everywhere": "attention-figure",
})
CARD_SIZE = 1200, 630
SHORTEST, LONGEST = 50, 160  # characters of a description
# Said by Sphinx already, 1.5 MB that draw icons which the theme's font has too, and Sphinx's search.
TOO_MUCH = re.compile(
    r'\s*(<meta name="viewport"[^>]*>|<script [^>]*(fontawesome|searchtools|language_data|searchindex)'
    r'\.js[^>]*></script>)')


def lean(head):
    """Return a part of a page's head without what the theme puts there in vain."""
    return TOO_MUCH.sub("", head)


def description(doctree):
    """Return the page's opening sentences, as many as fit; those with a formula are left out."""
    text = ""
    for paragraph in doctree.findall(nodes.paragraph):
        copy = paragraph.deepcopy()
        for formula in copy.findall(nodes.math):
            formula.replace_self(nodes.Text("\\"))
        for sentence in re.split(r"(?<=[.?!])\s+", " ".join(copy.astext().split())):
            longer = f"{text} {sentence}".strip()
            if "\\" in sentence:
                continue
            if len(longer) > LONGEST:
                return text if len(text) >= SHORTEST else longer[:LONGEST].rpartition(" ")[0] + " …"
            text = longer
        if len(text) >= SHORTEST:
            break
    return re.sub(":$", ".", text)


def figure(app, pagename):
    """Return the output bundle of the figure that stands for a page: a notebook's own, or the postcode."""
    folder, _, stem = pagename.rpartition("/")
    stem, cell = (stem, CARDS.get(stem)) if folder == "notebooks" else POSTCODE
    cells = nbformat.read(app.srcdir / "notebooks" / f"{stem}.ipynb", as_version=4).cells
    first, *_ = [bundle for one in cells if cell in (None, one.id) for bundle in pictures(one)]
    return first


def card_name(pagename):
    """Return the file of a page's card, below the site's root."""
    folder, _, stem = pagename.rpartition("/")
    return f"_images/card-{stem if folder == 'notebooks' else 'index'}.png"


def draw_card(bundle):
    """Lay a figure on white paper, as wide or as high as the margins let it be."""
    drawn = Image.open(io.BytesIO(base64.b64decode(bundle["image/png"]))).convert("RGBA")
    width, height = CARD_SIZE
    scale = min((width - 80) / drawn.width, (height - 60) / drawn.height)
    drawn = drawn.resize((round(drawn.width * scale), round(drawn.height * scale)), Image.Resampling.LANCZOS)
    card = Image.new("RGB", CARD_SIZE, "white")
    card.paste(drawn, ((width - drawn.width) // 2, (height - drawn.height) // 2), drawn)
    return card


def write_cards(app, error):
    """Write the cards, if anything can name them, and tell GitHub's pages to keep _static and _images."""
    (app.outdir / ".nojekyll").touch()
    if app.config.html_baseurl and not error:
        for name, page in {card_name(page): page for page in app.env.found_docs}.items():
            draw_card(figure(app, page)).save(app.outdir / name, optimize=True)


def fill_head(app, pagename, templatename, context, doctree):
    """Say in a page's head what it is about, and what it looks like where its link is shared."""
    context["lean"] = lean
    context["metatags"] = lean(context.get("metatags", ""))
    if not doctree:
        return
    said, front, root = description(doctree), pagename == app.config.root_doc, app.config.html_baseurl
    named = {"description": said, "twitter:card": "summary_large_image"}
    shared = {"og:type": "website" if front else "article", "og:site_name": app.config.project,
              "og:title": app.env.titles[pagename].astext(), "og:description": said,
              "og:locale": app.config.language.replace("-", "_")}
    if root:
        shared |= {"og:url": context["pageurl"], "og:image": posixpath.join(root, card_name(pagename)),
                   "og:image:width": CARD_SIZE[0], "og:image:height": CARD_SIZE[1],
                   "og:image:alt": alternative(figure(app, pagename))}
    context["metatags"] += "".join(
        f'\n    <meta {kind}="{name}" content="{html.escape(str(content))}" />'
        for kind, tags in (("name", named), ("property", shared)) for name, content in tags.items())


def open_picture(translator, node):
    """Write a picture with its size, so that no line moves when it comes; only the first comes at once."""
    size = get_image_size(translator.builder.srcdir / node["uri"].lstrip("/"))
    width, height = (pixels // SHARPNESS for pixels in size)
    if node is not next(translator.document.findall(nodes.image)):
        node["loading"] = "lazy"
    node.attributes.pop("width", None)  # the notebook's, which is the same
    HTML5Translator.visit_image(translator, node)
    translator.body[-1] = translator.body[-1].replace(
        "<img ", f'<img width="{width}" height="{height}" decoding="async" ', 1)


def close_picture(translator, node):
    HTML5Translator.depart_image(translator, node)


def lost(app):
    """Yield the page that a server shows for an address where nothing is."""
    notebooks = [(f"{name}.html", title.astext()) for name, title in sorted(app.env.titles.items())
                 if name.startswith("notebooks/")]
    icon = base64.b64encode((app.srcdir / app.config.html_favicon).read_bytes()).decode()
    root = urlsplit(app.config.html_baseurl).path
    yield "404", {"notebooks": notebooks, "root": root, "icon": icon}, "404.html"


def setup(app):
    app.add_node(nodes.image, override=True, html=(open_picture, close_picture))
    app.connect("html-page-context", fill_head)
    app.connect("html-collect-pages", lost)
    app.connect("build-finished", write_cards)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
