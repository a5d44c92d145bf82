"""The pages as others meet them: where a link is shared, on paper, and at an address where nothing is.

Run by `make test-browser`. What needs an address of publication is asked of a second build.
"""

import contextlib
import functools
import html.parser
import http.server
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PIL import Image

from helpers.figures.style import SHARPNESS
from tests.outside.conftest import SITE
from tests.outside.test_site import CHAPTERS, PAGES, READ
from tools.kernel import ROOT

ADDRESS = "https://example.org/course"
REPOSITORY = "https://example.org/course.git?a=1&b=2"
LOST = ["no.html", "notebooks/no.html", "a/b/no/"]


class Tags(html.parser.HTMLParser):
    """A page's `metas` by name or property, its `titles`, and the attributes of its other tags."""

    def __init__(self, path):
        super().__init__()
        self.metas, self.titles, self.tags = {}, [], []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append((tag, attributes))
        if tag == "meta":
            name = attributes.get("name") or attributes.get("property")
            self.metas.setdefault(name, []).append(attributes.get("content"))

    def handle_data(self, data):
        if self.tags and self.tags[-1][0] == "title" and data.strip():
            self.titles.append(data)

    def of(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]

    def meta(self, name):
        """Return what the page says under a name, which it says once."""
        [content] = self.metas[name]
        return content


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The pages built for an address."""
    made = tmp_path_factory.mktemp("published")
    subprocess.run([sys.executable, "-m", "sphinx", "-q", "-W", "-d", made / "doctrees",
                    ROOT / "build" / "pages", made / "site"],
                   env=os.environ | {"SITE_URL": ADDRESS, "REPOSITORY_URL": REPOSITORY}, check=True)
    return made / "site"


@pytest.mark.parametrize("name", PAGES)
def test_a_head_says_everything_once(name):
    page = Tags(SITE / name)
    assert page.meta("viewport")
    assert len(page.of("title")) == len(page.titles) == 1
    assert page.titles[0].count("From a dot product to torch.nn.Linear") == 1


@pytest.mark.parametrize("name", READ)
def test_a_shared_link_says_what_the_page_is_about(name):
    page = Tags(SITE / name)
    title, said = page.meta("og:title"), page.meta("description")
    assert title in page.titles[0]
    assert page.meta("og:description") == said
    assert 50 <= len(said) <= 160 and said[-1] in ".?!…"
    assert not re.search(r"[$\\`*<>]", title + said)
    assert page.meta("og:type") == ("website" if name == "index.html" else "article")
    assert page.meta("og:locale") == "en_GB"
    assert page.meta("twitter:card") == "summary_large_image"


@pytest.mark.parametrize("name", ["description", "og:title"])
def test_no_two_pages_say_the_same(name):
    said = [Tags(SITE / page).meta(name) for page in READ]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("name", READ)
def test_a_published_page_has_an_address_and_a_picture(published, name):
    page = Tags(published / name)
    [canonical] = [link["href"] for link in page.of("link") if link.get("rel") == "canonical"]
    assert page.meta("og:url") == canonical == f"{ADDRESS}/{name}"
    card = page.meta("og:image")
    assert card.startswith(ADDRESS + "/")
    with Image.open(published / card.removeprefix(ADDRESS + "/")) as picture:
        assert picture.size == (1200, 630) == \
            (int(page.meta("og:image:width")), int(page.meta("og:image:height")))
        corners = [picture.getpixel((x, y)) for x in (0, 1199) for y in (0, 629)]
        assert set(corners) == {(255, 255, 255)}
        assert len(picture.getcolors(1200 * 630)) > 20  # something is drawn
    assert 20 <= len(page.meta("og:image:alt")) <= 420
    assert card.endswith(f"card-{Path(name).stem}.png" if name in CHAPTERS else "card-index.png")


@pytest.mark.parametrize("name", READ)
def test_a_page_without_an_address_names_none(name):
    page = Tags(SITE / name)
    assert not {"og:url", "og:image", "og:image:alt"} & set(page.metas)
    assert not [link for link in page.of("link") if link.get("rel") == "canonical"]


@pytest.mark.parametrize("name", READ)
def test_a_repository_is_linked_where_there_is_one(published, name):
    linked = [[link["href"] for link in Tags(folder / name).of("a")].count(REPOSITORY)
              for folder in (SITE, published)]
    assert linked == [0, 1]
    assert "repository</a>" not in (SITE / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["index.html", *CHAPTERS])
def test_pictures_have_their_size_and_come_when_near(name):
    pictures = [tag for tag in Tags(SITE / name).of("img") if tag["src"].endswith(".png")]
    for tag in pictures:
        with Image.open((SITE / name).parent / tag["src"]) as picture:
            assert [size // SHARPNESS for size in picture.size] == [int(tag["width"]), int(tag["height"])]
    assert [tag.get("loading") for tag in pictures] == [None] + ["lazy"] * (len(pictures) - 1)
    assert {tag["decoding"] for tag in pictures} == {"async"}


@pytest.mark.parametrize("name", ["index.html", CHAPTERS[0], "search.html"])
@pytest.mark.parametrize("width", [390, 1280])
def test_icons_are_drawn_by_the_font_alone(open_page, home, name, width):
    page = open_page(width)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{home}/{name}", wait_until="networkidle")
    icons = page.locator(".fa-solid:visible").evaluate_all("""icons => icons.map(icon => [
        icon.getBoundingClientRect().width > 8, getComputedStyle(icon, "::before").content.length > 2])""")
    assert icons and set(map(tuple, icons)) == {(True, True)}
    assert "loaded" in page.evaluate("""[...document.fonts]
        .filter(font => font.family.includes("Awesome")).map(font => font.status)""")
    assert not [url for url in asked if "fontawesome.js" in url]


@pytest.mark.parametrize("name", ["index.html", *CHAPTERS])
def test_first_view_of_a_page_loads_little(open_page, served, name):
    page, loaded = open_page(), []
    page.on("response", lambda answer: loaded.append(int(answer.headers["content-length"])))
    page.goto(f"{served}/{name}", wait_until="networkidle")
    assert sum(loaded) < 1.2e6


@pytest.mark.parametrize("name", ["index.html", CHAPTERS[0], CHAPTERS[2]])
def test_on_paper_there_is_the_page_and_nothing_to_press(open_page, name):
    page = open_page()
    page.goto(f"{SITE.as_uri()}/{name}")
    page.emulate_media(media="print")
    for away in ("nav", "button:not(.touch *)", "a.begin", "a.download-notebook", "a.headerlink",
                 "#jb-print-docs-body", ".bd-sidebar-primary", ".bd-header-article"):
        assert page.locator(f"{away}:visible").count() == 0, away
    assert page.locator("h1:visible").count() == 1
    figures = page.locator("article :is(img:not([hidden]), figure.touch)")
    assert figures.count() == page.locator("article :is(img:not([hidden]), figure.touch):visible").count() > 0
    assert page.locator("details[open]").count() == 0


@contextlib.contextmanager
def serving(site, folder, root):
    """Yield the address of a site that lies in a folder of a server, and answers with 404.html."""
    if folder:
        (root / folder).symlink_to(site)

    class Server(http.server.SimpleHTTPRequestHandler):
        def send_error(self, code, *_):
            self.send_response(code)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write((site / "404.html").read_bytes())

    handler = functools.partial(Server, directory=str(root if folder else site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{folder and folder + '/'}"
        server.shutdown()


@pytest.mark.parametrize("missing", LOST)
@pytest.mark.parametrize("known, folder", [(False, ""), (False, "course"), (True, "course")])
def test_a_lost_reader_finds_the_course(open_page, request, tmp_path, known, folder, missing):
    site, page = request.getfixturevalue("published") if known else SITE, open_page(390)
    with serving(site, folder, tmp_path) as home:
        assert page.goto(home + missing).status == 404
        page.wait_for_selector("base", state="attached")
        links = page.locator("a").evaluate_all("links => links.map(link => link.href)")
        assert set(links) == {home + name for name in ["index.html", *CHAPTERS]}
        assert all(page.request.get(link).ok for link in links)
        page.fill("input[type=search]", "broadcasting")
        page.click("form button")
        page.wait_for_url(f"{home}search.html?q=broadcasting")
        page.locator("#search-results a[href*='03_broadcasting']").first.wait_for()


@pytest.mark.parametrize("missing", LOST)
def test_where_the_address_is_known_no_script_is_needed(open_page, published, tmp_path, missing):
    page = open_page(390, java_script_enabled=False)
    with serving(published, "course", tmp_path) as home:
        page.goto(home + missing)
        page.click("a.begin")
        page.wait_for_url(f"{home}index.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_for_no_address_looks_like_the_others(open_page, scheme):
    page, looks = open_page(scheme=scheme), []
    for name in ("index.html", "404.html"):
        page.goto(f"{SITE.as_uri()}/{name}")
        looks.append(page.evaluate("""["h1", "a.begin", "li"].map(name => {
            const style = getComputedStyle(document.querySelector(`article ${name}`));
            return [style.color, style.backgroundColor, style.fontFamily.split(",")[0], style.fontSize];
        }).concat(getComputedStyle(document.body).backgroundColor)"""))
    assert looks[0] == looks[1]


def test_github_keeps_the_folders_that_begin_with_a_line():
    assert (SITE / ".nojekyll").exists()
