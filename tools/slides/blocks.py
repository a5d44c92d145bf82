"""What a notebook is made of: its blocks of prose, the sentences in them, and its code."""

import ast
import re

# The end of a sentence, and its closing brackets and stars, before another begins.
END = re.compile(r"(?<=[.?!])[)*]*(?=\s+[(*`$]*[A-Z0-9\\])|(?<=[.?!])[)*]*(?=\s+\*?`)")
BLOCK = re.compile(r"""(?smx)
    ^<details>\s*<summary>(?P<says>.*?)</summary>(?P<details>.*?)^</details>
    | ^(?P<heading>\#+\ [^\n]+)
    | ^(?P<formula>\$\$.+?\$\$[^\n]*)
    | ^(?P<list>(?:-|\d+\.)\ .+?)(?=\n\n(?!-\ |\d+\.\ |\ )|\Z)
    | ^(?P<table>\|.+?)(?=\n\n|\Z)
    | ^(?P<paragraph>[^\n]+(?:\n(?!\n)[^\n]+)*)""")


def words(text):
    return len(text.split())


def sentences(text):
    """Return the sentences of a paragraph; a word alone goes with what follows it."""
    cuts = [0, *(match.end() for match in END.finditer(text)), len(text)]
    found = []
    for first, last in zip(cuts, cuts[1:]):
        if found and (words(found[-1]) == 1 or found[-1].count("(") > found[-1].count(")")):
            found[-1] += text[first:last]
        else:
            found.append(text[first:last].strip())
    return [sentence for sentence in found if sentence]


def first_of(texts, most):
    """Return as many of the first sentences as have `most` words, but one at least if there is any."""
    return texts[:max([1, *(n for n in range(len(texts) + 1) if words(" ".join(texts[:n])) <= most)])]


def last_of(texts, most):
    """Return as many of the last sentences as have `most` words, but one at least; no aside ends them."""
    while len(texts) > 1 and texts[-1].startswith("("):
        texts = texts[:-1]
    return first_of(texts[::-1], most)[::-1]


def blocks(notebook):
    """Return (kind, text, cell) of all blocks in order: of prose, and each code cell as one.

    An exercise's function stands before the hints, and what a fold says begins its text.
    """
    found = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            [*_, at] = [0, *(n for n, block in enumerate(found, 1) if block[0] != "details")]
            kind = code_kind(cell)
            found.insert(at if kind == "exercise" else len(found), (kind, cell.source, cell))
        else:
            for match in BLOCK.finditer(cell.source):
                text = match[match.lastgroup].strip()
                says = f"{match['says']}\n\n" if match.lastgroup == "details" else ""
                found.append((match.lastgroup, says + text, cell))
    return found


def code_kind(cell):
    tags = cell.metadata.get("tags", [])
    [*named] = [tag for tag in ("exercise", "check", "solution") if tag in tags]
    return named[0] if named else "figure" if picture(cell) else "code"


def picture(cell):
    """Return the bundle of a cell's stored picture, if it has one."""
    bundles = [output.get("data", {}) for output in cell.get("outputs", [])]
    return next((bundle for bundle in bundles if "image/png" in bundle), None)


def printed(cell):
    """Return what a cell has printed, or its value as text."""
    return "".join(output.get("text") or output.get("data", {}).get("text/plain", "")
                   for output in cell.get("outputs", [])
                   if "image/png" not in output.get("data", {})).rstrip()


def without_calls(source, *names):
    """Return code without its statements that only call one of these functions."""
    lines = source.splitlines()
    for node in reversed(ast.parse(source).body):
        call = node.value if isinstance(node, ast.Expr) else None
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in names:
            del lines[node.lineno - 1:node.end_lineno]
    return "\n".join(lines).strip()


def only_imports(source):
    return all(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.parse(source).body)


def names(source, context):
    """Return the names that code binds (ast.Store) or uses (ast.Load)."""
    return {node.id for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Name) and isinstance(node.ctx, context)}
