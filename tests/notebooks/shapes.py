"""Hold every shape in a trailing comment of a notebook against the real array, while it runs.

A comment such as `# (N, K)` or `# (4, 3), (2,)` belongs to the arrays that are
assigned or returned on its line. A number must be the length of the axis; a
letter stands for one length throughout a function call or a cell; `...` stands
for any axes, and other words for any length.

The module is also the extension of IPython that does so in the kernel of `run`.
"""

import ast
import io
import re
import tokenize

SHAPE = r"\([^()]*\)"
SHAPES = re.compile(rf"#\s*({SHAPE}(?:,\s*{SHAPE})*)")
MIME = "application/x-shapes+json"  # of what is put out: [which cell, line, trouble or ""] ...


def comments(source):
    """Return {line: the shapes in its comment} of a cell's source."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    found = {token.start[0]: SHAPES.match(token.string) for token in tokens
             if token.type == tokenize.COMMENT}
    return {line: match[1] for line, match in found.items() if match}


def fits(got, shape, lengths):
    """Say whether a shape is as written, noting the lengths that letters stand for."""
    words = [word.strip() for word in shape.strip("()").split(",") if word.strip()]
    if words[:1] == ["..."]:
        words = ["any"] * (len(got) - len(words) + 1) + words[1:]
    return len(got) == len(words) and all(
        length == (int(word) if word.isdigit() else lengths.setdefault(word, length))
        for length, word in zip(got, words) if re.fullmatch(r"\d+|[A-Z]", word))


def trouble(values, said, lengths):
    """Return a line on how the shapes of the arrays among values are not as said, or ""."""
    got = [tuple(value.shape) for value in values if hasattr(value, "shape")]
    shapes = re.findall(SHAPE, said)
    fitting = len(got) == len(shapes) and all(fits(*pair, lengths) for pair in zip(got, shapes))
    return "" if fitting else f"the comment says {said}, got {', '.join(map(str, got))}"


class Recorder(ast.NodeTransformer):
    """Lets every assignment and return with shapes in its comment call `_compare`."""

    def __init__(self, shell):
        self.shell, self.number = shell, 0
        shell.user_ns["_compare"] = self.compare

    def begin(self, info):
        self.number += 1
        self.comments, self.found = comments(info.raw_cell), []
        self.shell.user_ns["_lengths"] = {}

    def compare(self, number, line, values, said, lengths):
        row = [number, line, trouble(values, said, lengths)]
        self.found += [row] if row not in self.found else []

    def end(self, result):
        if self.found:
            self.shell.display_pub.publish({MIME: self.found})

    def instrument(self, node, values, before, after):
        lines = set(range(node.lineno, node.end_lineno + 1)) & set(self.comments)
        if not lines:
            return node
        line = min(lines)
        call = f"_compare({self.number}, {line}, [{values}], {self.comments[line]!r}, _lengths)"
        tree = ast.parse("\n".join([*before, call, *after]))
        return ast.increment_lineno(tree, node.lineno - 1).body  # an error names the line as it is

    def visit_FunctionDef(self, node):
        self.generic_visit(node)
        node.body.insert(ast.get_docstring(node) is not None, ast.parse("_lengths = {}").body[0])
        return node

    def visit_Assign(self, node):
        target = node.targets[0]
        names = target.elts if isinstance(target, ast.Tuple) else [target]
        return self.instrument(node, ", ".join(map(ast.unparse, names)), [ast.unparse(node)], [])

    def visit_Return(self, node):
        return self.instrument(node, "_value", [f"_value = {ast.unparse(node.value)}"],
                               ["return _value"])


def load_ipython_extension(shell):
    """Compare in every cell that the shell runs, and put out what was found."""
    recorder = Recorder(shell)
    shell.ast_transformers.append(recorder)
    shell.events.register("pre_run_cell", recorder.begin)
    shell.events.register("post_run_cell", recorder.end)


def run(notebook):
    """Return a notebook freshly run, and a line for each shape in a comment that is not so, or that
    nothing was held against. Raises CellExecutionError where a cell raises."""
    from tools.kernel import execute  # which a kernel does not need

    fresh, found = execute(notebook, [__name__]), set()
    cells = [cell for cell in fresh.cells if cell.cell_type == "code" and cell.execution_count]
    for cell in cells:
        rows = [row for output in cell.outputs for row in output.get("data", {}).get(MIME, [])]
        cell.outputs = [output for output in cell.outputs if MIME not in output.get("data", {})]
        found |= {tuple(row) for row in rows}
    said = {(number, line) for number, cell in enumerate(cells, 1) for line in comments(cell.source)}
    found |= {(*where, "nothing was compared") for where in said - {row[:2] for row in found}}
    return fresh, [f"{cells[number - 1].id}, line {line}: {told}"
                   for number, line, told in sorted(found) if told]
