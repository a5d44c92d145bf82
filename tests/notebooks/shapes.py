"""Run a notebook's code, and hold every shape in a trailing comment against the real array.

A comment such as `# (N, K)` or `# (4, 3), (2,)` belongs to the arrays that are
assigned or returned on its line. A number must be the length of the axis; a
letter stands for one length throughout a function call or a cell; `...` stands
for any axes, and other words for any length.
"""

import ast
import contextlib
import io
import re
import tokenize

SHAPE = r"\([^()]*\)"
SHAPES = re.compile(rf"#\s*({SHAPE}(?:,\s*{SHAPE})*)")


def comments(source):
    """Return {line: the shapes in its comment} of a cell's source."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    found = {token.start[0]: SHAPES.match(token.string) for token in tokens
             if token.type == tokenize.COMMENT}
    return {line: match[1] for line, match in found.items() if match}


class Recorder(ast.NodeTransformer):
    """Lets every assignment and return with shapes in its comment call `_compare`."""

    def __init__(self, cell):
        self.name, self.comments = cell.id, comments(cell.source)

    def instrument(self, node, values, before, after):
        lines = set(range(node.lineno, node.end_lineno + 1)) & set(self.comments)
        if not lines:
            return node
        where = f"{self.name}, line {min(lines)}"
        call = f"_compare({where!r}, [{values}], {self.comments[min(lines)]!r}, _lengths)"
        return ast.parse("\n".join([*before, call, *after])).body

    def visit_FunctionDef(self, node):
        self.generic_visit(node)
        node.body.insert(0, ast.parse("_lengths = {}").body[0])
        return node

    def visit_Assign(self, node):
        target = node.targets[0]
        names = target.elts if isinstance(target, ast.Tuple) else [target]
        return self.instrument(node, ", ".join(map(ast.unparse, names)), [ast.unparse(node)], [])

    def visit_Return(self, node):
        return self.instrument(node, "_value", [f"_value = {ast.unparse(node.value)}"],
                               ["return _value"])


def fits(got, shape, lengths):
    """Say whether a shape is as written, noting the lengths that letters stand for."""
    words = [word.strip() for word in shape.strip("()").split(",") if word.strip()]
    if words[:1] == ["..."]:
        words = ["any"] * (len(got) - len(words) + 1) + words[1:]
    return len(got) == len(words) and all(
        length == (int(word) if word.isdigit() else lengths.setdefault(word, length))
        for length, word in zip(got, words) if re.fullmatch(r"\d+|[A-Z]", word))


def troubles(notebook):
    """Return a line for each shape in a comment that is not so, or that nothing was held against."""
    found, compared = [], set()

    def compare(where, values, said, lengths):
        compared.add(where)
        got = [tuple(value.shape) for value in values if hasattr(value, "shape")]
        shapes = re.findall(SHAPE, said)
        if len(got) != len(shapes) or not all(fits(*pair, lengths) for pair in zip(got, shapes)):
            found.append(f"{where}: the comment says {said}, got {', '.join(map(str, got))}")

    names = {"_compare": compare, "__name__": "notebook"}
    said = set()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            said |= {f"{cell.id}, line {line}" for line in comments(cell.source)}
            tree = ast.fix_missing_locations(Recorder(cell).visit(ast.parse(cell.source)))
            names["_lengths"] = {}
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(tree, cell.id, "exec"), names)
    return sorted(set(found)) + [f"{where}: nothing was compared" for where in sorted(said - compared)]
