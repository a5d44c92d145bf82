"""Make slides of every notebook, into build/slides/: pages that need no network and no server.

    python -m tools.slides
"""

import html
import io
import logging
import re
import string
import sys
import tarfile
import tempfile
from pathlib import Path
from types import SimpleNamespace

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from tools.kernel import NOTEBOOKS, ROOT, read
from tools.lite.fetch import pinned
from tools.slides.deck import Deck
from tools.slides.slide import Part
from tools.written import write

sys.path.insert(0, str(ROOT / "site"))
from formulas import FORMULAS, write_font  # noqa: E402 -- as Sphinx finds it

HERE = Path(__file__).parent
REVEAL = "reveal.js@6.0.2", "2f0c20bfb02447a198a1ebe8a8c097a5437d035caa38f2820bf4ba887a3eac91"
TAKEN = ["LICENSE", "dist/reveal.css", "dist/reveal.js", "dist/plugin/notes.js"]
COLOURS = HtmlFormatter(style="a11y-high-contrast-light", nowrap=True)
MARKDOWN = MarkdownIt("commonmark").enable("table").use(dollarmath_plugin, renderer=lambda text, options: (
    FORMULAS.convert_with_local_state(text, displaystyle=options["display_mode"])))


def formatted(text):
    """Return Markdown as HTML; a link to a notebook leads to its slides."""
    return re.sub(r'(href="[^"/]+)\.ipynb', r"\1.html", MARKDOWN.render(text))


def element(part):
    """Return one part of a slide as HTML."""
    if part.kind == "figure":
        return f'<img src="data:image/png;base64,{"".join(part.png.split())}" alt="{html.escape(part.text)}">'
    if part.size:
        text = highlight(part.text, PythonLexer(), COLOURS) if part.kind == "code" else html.escape(part.text)
        return f'<pre class="{part.kind}" style="font-size: {part.size}px"><code>{text.rstrip()}</code></pre>'
    return f'<div class="{part.kind}">{formatted(part.text)}</div>'


def body(parts):
    """Return parts as HTML: items in one list, and what a fold says with what is in it, in one step."""
    groups = []
    for part in parts:
        first = groups[-1][0] if groups else part
        if groups and part.step == first.step and (
                part.kind == first.kind == "list" or part.step and part.kind != "label" == first.kind):
            groups[-1].append(part)
        else:
            groups.append([part])
    return "\n".join(f'<div class="fragment">{together(group)}</div>' if group[0].step else together(group)
                     for group in groups)


def together(parts):
    if parts[0].kind == "list":
        return element(Part("list", "\n".join(part.text for part in parts)))
    return "\n".join(map(element, parts))


def section(slide, level):
    """Return a slide as HTML, its notes with it."""
    begins = "begins" if slide.begins else "goes-on"
    bare = " bare" if slide.begins and not slide.kinds() - {"text"} else ""
    notes = "\n\n".join(filter(None, slide.notes))
    return (f'<section><div class="slide {begins}{bare}">\n'
            f"<h{level}>{MARKDOWN.renderInline(slide.heading)}</h{level}>\n{body(slide.parts)}\n</div>\n"
            f'<aside class="notes">{formatted(notes)}</aside></section>')


def page(title, inside, script=True):
    """Return a whole page; without a script it is one to read."""
    fill = string.Template((HERE / "page.html").read_text(encoding="utf-8")).substitute
    scripts = "\n".join(f'<script src="{name}"></script>' for name in ("reveal.js", "notes.js", "slides.js"))
    return fill(title=html.escape(title), inside=inside, scripts=scripts * script).encode()


def deck(notebook):
    """Return the title of a notebook's slides, and their page."""
    columns = Deck(notebook).columns
    title = columns[0][0].heading
    inside = "\n".join("<section>{}</section>".format("\n".join(
        section(slide, 1 if slide is columns[0][0] else 2) for slide in column)) for column in columns)
    return title, page(title, f'<main class="reveal"><div class="slides">{inside}</div></main>')


def look(pages):
    """Return {name: content} of what pages of slides share: reveal.js, colours, and letters for formulas."""
    with tarfile.open(fileobj=io.BytesIO(pinned(*REVEAL))) as archive:
        files = {Path(name).name: archive.extractfile(f"package/{name}").read() for name in TAKEN}
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "_static").mkdir()
        for name, content in pages.items():
            (Path(folder) / name).write_bytes(content)
        write_font(SimpleNamespace(outdir=Path(folder)), None)
        files["formulas.woff"] = (Path(folder) / "_static" / "formulas.woff").read_bytes()
    files["reveal-LICENSE"] = files.pop("LICENSE")
    own = (HERE / "slides.css").read_bytes()
    return files | {"slides.css": own + COLOURS.get_style_defs("pre.code").encode(),
                    "slides.js": (HERE / "slides.js").read_bytes()}


def main():
    files, entries = {}, []
    for path in NOTEBOOKS:
        title, files[f"{path.stem}.html"] = deck(read(path))
        entries.append(f'<li><a href="{path.stem}.html">{MARKDOWN.renderInline(title)}</a></li>')
    contents = f'<main class="contents"><h1>Slides</h1>\n<ol>{"".join(entries)}</ol></main>'
    files["index.html"] = page("From a dot product to torch.nn.Linear: slides", contents, script=False)
    write(ROOT / "build" / "slides", files | look(files))
    print("Open build/slides/index.html in a browser.")


if __name__ == "__main__":
    main()
