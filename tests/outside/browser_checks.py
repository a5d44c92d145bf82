"""What every page is asked in a browser; each answer is a list of lines that say what is wrong."""

from axe_playwright_python.sync_playwright import Axe

# Asked inside the page:
NO_ALTERNATIVE = """() => [...document.images].filter(image => !image.alt.trim())
    .map(image => `no alternative: ${image.src}`)"""
TOO_WIDE = """() => document.scrollingElement.scrollWidth > innerWidth
    ? [`scrolls sideways: ${document.scrollingElement.scrollWidth} > ${innerWidth}`] : []"""
RAW_FORMULAS = r"""() => [...document.querySelectorAll("article :is(p, li, td)")]
    .map(text => { text = text.cloneNode(true);
                   text.querySelectorAll("code, math").forEach(code => code.remove());
                   return text.textContent; })
    .filter(text => /\$|\\[a-z(\[]/.test(text)).map(text => `raw formula: ${text}`)"""
FLAT_FORMULAS = """() => [...document.querySelectorAll("math")]
    .filter(math => math.checkVisibility() && !(math.getBoundingClientRect().width > 2))
    .map(math => `empty formula: ${math.outerHTML}`)"""
STUCK_FOLDS = """() => [...document.querySelectorAll("article details")].filter(fold => {
        fold.querySelector("summary").click();
        const inside = fold.querySelector(":scope > :not(summary)");
        return !fold.open || !(inside?.getBoundingClientRect().height > 10);
    }).map(fold => `does not open: ${fold.innerHTML}`)"""


def listen(page, home):
    """Return a list that grows with what goes wrong in `page`; its files are all under `home`."""
    troubles = []
    page.on("console", lambda message: message.type in ("error", "warning")
            and troubles.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
    page.on("requestfailed", lambda request: troubles.append(f"failed: {request.url}"))
    page.on("response", lambda response: response.status >= 400
            and troubles.append(f"failed: {response.url}"))
    page.on("request", lambda request: request.url.startswith((home, "data:", "blob:"))
            or troubles.append(f"external: {request.url}"))
    return troubles


def axe(page):
    """Return what axe finds serious or critical."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"axe: {rule['id']}: {rule['nodes'][0]['html']}" for rule in found
            if rule["impact"] in ("serious", "critical")]


def troubles_of(page, address, home):
    """Open a page, unfold all its folds and return a list of what is wrong with it."""
    troubles = listen(page, home)
    page.goto(address, wait_until="networkidle")
    page.evaluate("() => document.fonts.ready")
    asked = sum((page.evaluate(question) for question in
                 (STUCK_FOLDS, NO_ALTERNATIVE, TOO_WIDE, RAW_FORMULAS, FLAT_FORMULAS)), [])
    return troubles + asked
