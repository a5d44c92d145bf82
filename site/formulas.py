"""Formulas as MathML, and the font that draws them in browsers without one of their own.

An extension of Sphinx, loaded by conf.py.
"""

import html
import importlib.resources
import re
import unicodedata

from docutils import nodes
from fontTools import subset
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from math_core import LatexToMathML

FORMULAS = LatexToMathML()
ROOT = "√"  # which a browser draws before what stands in <msqrt>
# Latin and Greek letters as it slants them, where one stands alone.
SLANTED = [0x210e, *range(0x1d434, 0x1d468), *range(0x1d6a4, 0x1d71c)]


def readable(latex):
    """Return a formula as one line of plain characters, for a search and its answers."""
    mathml = FORMULAS.convert_with_local_state(latex, displaystyle=False)
    return unicodedata.normalize("NFKC", text(mathml.replace("<msqrt>", ROOT)))


def text(mathml):
    """Return what stands between the tags."""
    return html.unescape(re.sub("<[^>]*>", "", mathml))


def inline_formula(translator, node):
    translator.body.append(FORMULAS.convert_with_local_state(node.astext(), displaystyle=False))
    raise nodes.SkipNode


def formula(translator, node):
    mathml = FORMULAS.convert_with_local_state(node.astext(), displaystyle=True)
    translator.body.append(translator.starttag(node, "div", "", CLASS="formula", tabindex="0"))
    translator.body.append(f"{mathml}</div>")
    raise nodes.SkipNode


def characters(folder):
    """Return the code points that the formulas of a folder of pages need."""
    pages = [path.read_text(encoding="utf-8") for path in folder.rglob("*.html")]
    written = {letter for page in pages for formula in re.findall("(?s)<math.*?</math>", page)
               for letter in text(formula)}
    return {*map(ord, written | {ROOT})} | {
        code for code in SLANTED if unicodedata.normalize("NFKC", chr(code)) in written}


def narrow_roots(font):
    """Keep two taller roots, and no parts of still taller ones, all as wide as the lowest.

    Chromium gives every root the width of the widest: a gap would follow each. The bar keeps from
    what is below it the distance that the font has for formulas on lines of their own.
    """
    table = font["MATH"].table
    variants = table.MathVariants
    root = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index("uni221A")]
    root.GlyphAssembly, root.MathGlyphVariantRecord = None, root.MathGlyphVariantRecord[:3]
    root.VariantCount = len(root.MathGlyphVariantRecord)
    table.MathConstants.RadicalVerticalGap.Value = table.MathConstants.RadicalDisplayStyleVerticalGap.Value
    width, _ = font["hmtx"]["uni221A"]
    for name in [record.VariantGlyph for record in root.MathGlyphVariantRecord]:
        own, bearing = font["hmtx"][name]
        pen = TTGlyphPen(None)
        font.getGlyphSet()[name].draw(TransformPen(pen, (width / own, 0, 0, 1, 0, 0)))
        font["glyf"][name] = narrow = pen.glyph()
        narrow.recalcBounds(font["glyf"])
        font["hmtx"][name] = width, round(bearing * width / own)


def write_font(app, error):
    """Take the characters of formulas out of STIX Two Math."""
    options = subset.Options(flavor="woff", name_IDs=["*"])  # its licence among them
    whole = importlib.resources.files("ziamath") / "fonts" / "STIXTwoMath-Regular.ttf"
    font = subset.load_font(str(whole), options)
    narrow_roots(font)
    letters = subset.Subsetter(options)
    letters.populate(unicodes=characters(app.outdir))
    letters.subset(font)
    subset.save_font(font, str(app.outdir / "_static" / "formulas.woff"), options)


def setup(app):
    app.add_html_math_renderer("mathml", (inline_formula, None), (formula, None))
    app.connect("build-finished", write_font)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
