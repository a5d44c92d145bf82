"""Rules that every notebook keeps. Each guard takes a notebook and returns a list of troubles."""

import ast
import difflib
import re
import symtable

from helpers.exercises import EXERCISES
from tests.notebooks import same_code
from tools import sources
from tools.kernel import METADATA, NOTEBOOKS, ROOT, read
from tools.teachers_notes import TIMES

NUMBER = r"(?<![\w.])\d+(?:,\d{3})*(?:\.\d+)?(?!\w)"
TAGS = {"exercise", "check", "solution"}
BET = r"\*\*(Predict|Place your bet)"
OUTCOME = r"\b(nearly|forgotten|missing|too (large|small|long|short)|in vain|as before)\b"
# Years, all the images, what guessing gives, 25 · 9 and what 8 bits hold.
KNOWN_NUMBERS = {"1998", "2013", "2015", "1797", "45", "225", "255"}
# The cells that count the digits and read the postcode, for each row of the scoreboard.
SCORED = {"1": ("count", "crops"), "2": ("count", "postcode"),
          "3": ("nearest-mean-count", "postcode"), "4": ("digits-network", "digits-network"),
          "5": ("cnn-count", "read-postcode"), "6": ("norm-train", "postcode")}


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def prose(notebook):
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def text_of(cell):
    """Return all the text that a code cell has put out."""
    return "\n".join(output.get("text", "") + output.get("data", {}).get("text/plain", "")
                     for output in cell.outputs)


def tags(cell):
    return cell.metadata.get("tags", [])


def cells(notebook, path):
    """The cells are those of the text in sources/, to the letter, and none is hidden in another."""
    want, got = sources.stored(path).read_text(encoding="utf-8"), sources.as_text(notebook)
    if list(sources.headings(got)) != [cell.id for cell in notebook.cells]:
        return ["an id stands twice, or a line begins as the heading of a cell does"]
    lines = list(difflib.unified_diff(want.split("\n"), got.split("\n"), n=0, lineterm=""))[2:]
    return lines and [*lines, "Read what has changed, and run `make notebooks`."]


def ids(notebook):
    names = [cell.id for cell in notebook.cells]
    return ([f"id {name!r} is used twice" for name in set(names) if names.count(name) > 1]
            + [f"id {name!r} is not readable" for name in names
               if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
               or re.fullmatch(r"[0-9a-f]{8}", name)])


def metadata(notebook):
    troubles = [] if notebook.metadata == METADATA else ["metadata other than the kernel's name"]
    for cell in notebook.cells:
        unknown = [tag for tag in tags(cell)
                   if tag not in TAGS and not tag.startswith((same_code.TAG, same_code.EARLY))]
        hidden = {"source_hidden": True} if "solution" in tags(cell) else {}
        if unknown or set(cell.metadata) - {"tags", "jupyter"} or \
                cell.metadata.get("jupyter", {}) != hidden:
            troubles.append(f"{cell.id}: metadata {dict(cell.metadata)}")
    return troubles


def counts(notebook):
    got = [cell.execution_count for cell in code_cells(notebook)]
    return [] if got == list(range(1, len(got) + 1)) else [f"execution counts are {got}"]


def shows_something(source):
    """Say whether a code cell ends in something that prints or shows a value."""
    last = ast.parse(source).body[-1]
    if isinstance(last, ast.For | ast.With | ast.Try):
        return "print(" in ast.unparse(last) or "show(" in ast.unparse(last)
    return isinstance(last, ast.Expr) and not ast.unparse(last).startswith("np.testing.")


def outputs(notebook):
    troubles = []
    for cell in code_cells(notebook):
        if shows_something(cell.source) and not cell.outputs:
            troubles.append(f"{cell.id}: its outputs are gone")
        for output in cell.outputs:
            if output.output_type == "error" or output.get("name") == "stderr":
                troubles.append(f"{cell.id}: an error or a warning in its outputs")
        for bad in (r"0x[0-9a-f]{6,}", r"\d\.\d{7,}", r"/(home|tmp|root|Users)/", r"[A-Z]:\\"):
            if re.search(bad, text_of(cell)):
                troubles.append(f"{cell.id}: its output holds {re.search(bad, text_of(cell))[0]!r}")
    return troubles


def figures(notebook):
    return [f"{cell.id}: a figure without a text alternative"
            for cell in code_cells(notebook) for output in cell.outputs
            if any(kind.startswith("image/") for kind in output.get("data", {}))
            and not re.match(r"Figure: \S.{30}", output.data.get("text/plain", ""))]


def pages(notebook):
    """Headings, widths, lengths, and no cell that ends in a semicolon."""
    troubles = []
    headings = re.findall(r"(?m)^# .*", prose(notebook))
    if len(headings) != 1:
        troubles.append(f"{len(headings)} H1 headings")
    troubles += [f"{cell.id}: a fold is not closed, or not opened" for cell in notebook.cells
                 if cell.source.count("<details>") != cell.source.count("</details>")]
    for cell in code_cells(notebook):
        lines = cell.source.splitlines()
        if max(map(len, lines)) > 79:
            troubles.append(f"{cell.id}: a line is longer than 79 columns")
        if sum(bool(line.strip()) for line in lines) > 16:
            troubles.append(f"{cell.id}: more than 16 lines")
        if lines[-1].rstrip().endswith(";"):
            troubles.append(f"{cell.id}: ends in a semicolon")
    return troubles


def links(notebook, folder=ROOT / "notebooks"):
    targets = re.findall(r"\]\(([^)\s]+)\)", prose(notebook))
    return [f"link to {target} leads nowhere" for target in targets if not target.startswith("https://")
            and ("#" in target or not (folder / target).is_file())]


def claims(notebook):
    """A number of two or more digits in prose must stand in the code of the notebook, in an
    output of any, or be known from elsewhere."""
    own = [f"{cell.source}\n{text_of(cell)}" for cell in code_cells(notebook)]
    others = [text_of(cell) for path in NOTEBOOKS for cell in code_cells(read(path))]
    code_and_outputs = "\n".join(own + others).replace("_", "")
    shown = {number.replace(",", "") for number in re.findall(NUMBER, code_and_outputs)}
    shown |= KNOWN_NUMBERS
    text = prose(notebook).partition("## Further reading")[0]
    text = re.sub(rf"\]\([^)]*\)|[Ee]xercise \d\.\d|{TIMES}", "", text)
    said = set(re.findall(NUMBER, text))
    return [f"the prose says {number}, neither code nor output does"
            for number in sorted(said) if len(number) > 1 and number.replace(",", "") not in shown]


def scoreboard(notebook):
    """Each row of the scoreboard, if there is one, says what the cells that count and read for it put
    out, from notebook 1 to this one."""
    if "| notebook | machine |" not in prose(notebook):
        return []
    troubles, rows = [], ""
    for number, count, reading in re.findall(
            r"(?m)^\| (\d) \| [^|]* \| (\d+ of 450)? ?\| (\d \d \d \d \d)?", prose(notebook)):
        path = next(path for path in NOTEBOOKS if path.name.startswith(f"0{number}"))
        cells = {cell.id: text_of(cell) for cell in code_cells(read(path))}
        counted, read_out = (cells[name] for name in SCORED[number])
        read_out = [line for line in read_out.splitlines() if "written" not in line]
        rows += number
        if count not in counted or reading and not any(f"[{reading}]" in line for line in read_out):
            troubles.append(f"row {number} says {count!r} and {reading!r}")
    if "".join(sorted(set(rows))) != "123456789"[:len(set(rows))] or not rows:
        troubles.append(f"the scoreboard has rows {rows}, not one for each notebook")
    return troubles


def opens(cell):
    """Say whether a code cell touches the strangers' digits or results: by a name, by texts that it may
    put together, by a table whose name it computes, or by another name for what it imports."""
    tree = ast.parse(cell.source)
    if cell.id == "imports":
        return any(not isinstance(node, ast.Import | ast.ImportFrom) or any(
            name.asname and name.name == "load_strangers" for name in node.names) for node in tree.body)
    nodes = list(ast.walk(tree))
    texts = "".join(node.value for node in nodes
                    if isinstance(node, ast.Constant) and isinstance(node.value, str))
    computed = any(isinstance(node, ast.Call) and getattr(node.func, "id", "") == "load_table"
                   and not isinstance(node.args[0], ast.Constant) for node in nodes)
    return "strangers" in ast.unparse(tree) + texts or computed


def envelope(notebook):
    """The strangers' digits, and tables of results on them, are opened in one cell, the last section's;
    a notebook that says that they were opened before may meet them."""
    if "envelope was opened in notebook" in prose(notebook):
        return []
    section, opened = "the opening", {}
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            section = [section, *re.findall(r"(?m)^## (.+)$", cell.source)][-1]
        elif opens(cell):
            opened[cell.id] = section
    own = {cell.id: "The envelope" for cell in notebook.cells if cell.id == "envelope-opened"}
    return [] if opened == own else [f"the strangers are met in {opened}, not in {own}"]


def strangers_column(notebook):
    """Each share of the strangers in the scoreboard is what the envelope's cell put out for its row."""
    said = "".join(text_of(cell) for cell in code_cells(notebook) if cell.id == "envelope-opened")
    row, troubles = r"(?m)^\| (\d) \|.*\| ([\d.]+) %(?: of the (\w+))? \|$", []
    for number, share, of in re.findall(row, prose(notebook)):
        name = rf"strips \({number}\)" if of == "strips" else rf"(?!strips)[^(\n]+\({number}\)"
        if not re.search(rf"(?m)^{name}.* strangers +{re.escape(share)} %$", said):
            troubles.append(f"row {number} says {share} % of strangers")
    return troubles


def nothing_is_empty(notebook):
    return [f"{cell.id}: is empty" for cell in notebook.cells if not cell.source.strip()]


def exercises(notebook):
    """Each exercise is a stub, a check and a solution, and says so."""
    troubles = []
    cells = notebook.cells
    for place, cell in enumerate(cells):
        if not re.fullmatch(r"ex-\d-\d+", cell.id):
            continue
        number = cell.id.removeprefix("ex-").replace("-", ".")
        task, check, solution = cells[place - 1], cells[place + 1], cells[place + 2]
        stub = ast.parse(cell.source).body[-1]
        text = prose(notebook).partition(f"### Exercise {number}")[2].partition("\n### ")[0]
        if task.cell_type != "markdown" or task.source.strip()[-60:] not in text \
                or "<details><summary>Hint" not in text:
            troubles.append(f"{cell.id}: no task with a hint above it")
        if tags(cell) != ["exercise"] or not isinstance(stub, ast.FunctionDef) \
                or not ast.get_docstring(stub) \
                or not cell.source.splitlines()[-1].startswith("    raise NotImplementedError") \
                or "return " in cell.source.partition('"""')[2].partition('"""')[2].partition("#")[0]:
            troubles.append(f"{cell.id}: not a stub")
            continue
        if check.source != f'check("{number}", {stub.name})':
            troubles.append(f"{cell.id}: its check is not of {stub.name}")
        if tuple(a.arg for a in stub.args.args) != EXERCISES[number].arguments:
            troubles.append(f"{cell.id}: takes other arguments than the check gives")
        if tags(check) != ["check"] or \
                text_of(check).strip() != f"Exercise {number}: not attempted yet":
            troubles.append(f"{cell.id}: its check does not say that it is not attempted yet")
        if tags(solution) != ["solution"] or f'check("{number}", solution)' not in solution.source \
                or not text_of(solution).startswith(f"Solution {number}: passed"):
            troubles.append(f"{cell.id}: its solution does not pass its check")
    return troubles


def rebound(notebook):
    """A name that an exercise defines is never bound again below it: a second check would fail."""
    own, troubles = set(), []
    for cell in code_cells(notebook):
        top = symtable.symtable(cell.source, cell.id, "exec").get_symbols()
        bound = {symbol.get_name() for symbol in top if symbol.is_assigned() or symbol.is_imported()}
        troubles += [f"{cell.id}: binds {name} again, an exercise's name" for name in sorted(bound & own)]
        own |= bound if "exercise" in tags(cell) else set()
    return troubles


def bets(notebook):
    """The code below a bet, which stays when outputs are cleared, does not tell how it ends: by an
    asserted number, by a label that holds a number of the output or says how it went, or by the
    description of a figure. (Whether other code lets one guess the answer, no test can tell.)"""
    troubles = []
    for asked, cell in zip(notebook.cells, notebook.cells[1:]):
        if asked.cell_type == "markdown" and cell.cell_type == "code" and re.search(BET, asked.source):
            troubles += [f"{cell.id}: answers the bet above it: {told}" for told in answers(asked, cell)]
    return troubles


def answers(asked, cell):
    """Yield what in a cell's code tells how the bet above it ends."""
    nodes = list(ast.walk(ast.parse(cell.source)))
    yield from (ast.unparse(node) for node in nodes if isinstance(node, ast.Assert) and any(
        isinstance(side, ast.Constant) for side in getattr(node.test, "comparators", [])))
    if "show(" in cell.source:
        yield "a figure's description"
    labels = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    computed = text_of(cell)
    for label in sorted(labels, key=len, reverse=True):
        computed = computed.replace(label.strip(), "") if label.strip() else computed
    computed = set(re.findall(NUMBER, computed)) - set(re.findall(NUMBER, asked.source))
    yield from (label for label in labels if re.search(OUTCOME, label)
                or computed & set(re.findall(NUMBER, re.sub(r"\d+e-\d+", "", label))))


GUARDS = [ids, metadata, counts, outputs, figures, pages, links, claims, scoreboard, envelope,
          strangers_column, nothing_is_empty, exercises, rebound, bets]
