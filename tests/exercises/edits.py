"""Make the small edits of a function that a slip would make: a sign, an axis, a term ..."""

import ast
import copy
import itertools

OPERATORS = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
             ast.Pow: ast.Mult, ast.MatMult: ast.Mult, ast.FloorDiv: ast.Div}
COMPARISONS = {ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt,
               ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In}
NAMES = [("sum", "mean"), ("max", "min"), ("argmax", "argmin"), ("hstack", "vstack"),
         ("c_", "r_"), ("zeros", "ones"), ("any", "all"), ("tuple", "list"), ("float", "int"),
         ("append", "extend"), ("normal", "uniform"), ("sorted", "list"), ("abs", "float")]
REDUCTIONS = {"sum", "mean", "max", "min", "argmax", "argmin"}
RETURNED = ["-{}", "2 * {}", "{} + 1", "{}.T", "{} * 0", "[{}]", "({},)", "None", "str({})",
            "list({})", "np.squeeze({})", "np.array({})[None]", "np.array({})[..., None]",
            "np.array({})[::-1]", "np.array({}).ravel()", "np.array({}).sum()",
            "np.round({})", "np.abs({})", "np.array({}).mean(axis=0)", "np.array({}).astype(int)",
            "np.array({}).astype(bool)", "np.array({}).astype(complex)",
            "np.array({}).astype(np.float16)", "np.array({}).astype(np.float32)",
            "np.array({}).astype(object)", "np.array({}).astype(float)"]


def edits(source):
    """Return the sources that one edit makes of a function's source, each once."""
    tree = without_docstring(ast.parse(source))
    edited = (copy.deepcopy(tree, {id(node): new}) for node in ast.walk(tree)
              for new in itertools.chain(alternatives(node), of_returned(node)))
    return sorted({ast.unparse(one) for one in edited} - {ast.unparse(tree)})


def without_docstring(tree):
    for function in tree.body:
        if ast.get_docstring(function) is not None:
            del function.body[0]
    return tree


def alternatives(node):
    """Yield what may stand in a node's place."""
    rule = globals().get(f"of_{type(node).__name__}")
    yield from rule(node) if rule else ()
    if isinstance(node, ast.Assign | ast.AugAssign | ast.For | ast.While | ast.If | ast.Expr):
        yield ast.Pass()


def of_BinOp(node):
    left, op, right = node.left, node.op, node.right
    yield from (left, right, ast.BinOp(right, op, left), negative(node))
    yield ast.BinOp(left, OPERATORS[type(op)](), right)
    if isinstance(op, ast.MatMult):
        yield from (ast.BinOp(transposed(left), op, right), ast.BinOp(left, op, transposed(right)))


def of_UnaryOp(node):
    yield node.operand


def of_Compare(node):
    left, op, right = node.left, node.ops[0], node.comparators[0]
    yield ast.Compare(left, [COMPARISONS[type(op)]()], [right])
    yield ast.Compare(right, [op], [left])


def of_BoolOp(node):
    yield from node.values
    yield ast.BoolOp(ast.And() if isinstance(node.op, ast.Or) else ast.Or(), node.values)


def of_IfExp(node):
    yield from (node.body, node.orelse, ast.IfExp(node.test, node.orelse, node.body))


def of_If(node):
    yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)


def of_Constant(node):
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        yield from map(ast.Constant, (value + 1, value - 1, -value, 2 * value))
    elif isinstance(value, str):
        yield from (ast.Constant(value[:i] + value[i:i + 2][::-1] + value[i + 2:])
                    for i in range(len(value) - 1) if value[i:i + 2].isalpha())


def of_Attribute(node):
    if node.attr in ("T", "shape"):
        yield node.value
    yield from (ast.Attribute(node.value, other) for other in renamed(node.attr))


def of_Name(node):
    yield from map(ast.Name, renamed(node.id))


def of_Call(node):
    function, given, named = node.func, node.args, node.keywords
    yield negative(node)
    yield from given[:1]
    for i in range(len(given)):
        yield ast.Call(function, given[:i] + given[i + 1:], named)
        yield ast.Call(function, given[:i] + given[i:i + 2][::-1] + given[i + 2:], named)
    for i in range(len(named)):
        yield ast.Call(function, given, named[:i] + named[i + 1:])
    if isinstance(function, ast.Attribute):
        yield function.value
        if function.attr in REDUCTIONS:
            for more in call_of("f(keepdims=True, axis=0)").keywords:
                if more.arg not in [keyword.arg for keyword in named]:
                    yield ast.Call(function, given, [*named, more])


def of_Subscript(node):
    yield node.value


def of_Slice(node):
    yield from (ast.Slice(None, node.upper), ast.Slice(node.lower, None),
                ast.Slice(node.upper, node.lower))


def of_Tuple(node):
    parts = node.elts
    for i in range(len(parts)):
        yield ast.Tuple(parts[:i] + parts[i + 1:], node.ctx)
        yield ast.Tuple(parts[:i] + parts[i:i + 2][::-1] + parts[i + 2:], node.ctx)


def of_returned(node):
    """Yield what a return may say instead: of several parts, each may be another."""
    if not isinstance(node, ast.Return) or node.value is None:
        return
    whole = node.value
    parts = whole.elts if isinstance(whole, ast.Tuple) else []
    for text in RETURNED:
        yield ast.Return(wrapped(text, whole))
        for i, part in enumerate(parts):
            other = wrapped(text, part)
            yield ast.Return(ast.Tuple(parts[:i] + [other] + parts[i + 1:], ast.Load()))


def wrapped(text, node):
    """Return the expression that `text` makes of a node at its {}."""
    return call_of(text.format(f"({ast.unparse(node)})"))


def call_of(text):
    return ast.parse(text, mode="eval").body


def negative(node):
    return ast.UnaryOp(ast.USub(), node)


def transposed(node):
    return ast.Attribute(node, "T")


def renamed(name):
    """Return the names that are taken for this one."""
    return [other for pair in NAMES if name in pair for other in pair if other != name]
