"""How to damage a notebook: each function here returns a damage, or is one.

A damage takes a notebook and changes it. Where it would change nothing, it
raises ValueError.
"""

import base64
import io

import matplotlib.image
import nbformat
import numpy as np

from tests.notebooks import guards
from tools.kernel import NOTEBOOKS, read


def cell(notebook, name):
    return next(cell for cell in notebook.cells if cell.id == name)


def place(notebook, name):
    return notebook.cells.index(cell(notebook, name))


def as_png(pixels):
    """Return a base64 PNG of grey values (h, w) or colours (h, w, 4), from 0 to 1."""
    png = io.BytesIO()
    matplotlib.image.imsave(png, np.ascontiguousarray(pixels), cmap="gray", vmin=0, vmax=1)
    return base64.b64encode(png.getvalue()).decode()


def data(notebook, name):
    """Return the data of the output of a cell that holds a picture."""
    return next(output.data for output in cell(notebook, name).outputs
                if "image/png" in output.get("data", {}))


def paint(name, change):
    """Return a damage that changes the pixels (h, w, 4) of a figure."""
    def damage(notebook):
        shown = data(notebook, name)
        pixels = matplotlib.image.imread(io.BytesIO(base64.b64decode(shown["image/png"])))
        shown["image/png"] = as_png(change(pixels))
    return damage


def dotted(pixels):
    """Return a picture with a black dot of 12 × 12 pixels in it."""
    pixels = pixels.copy()
    pixels[60:72, 60:72, :3] = 0
    return pixels


def put_out(name, old, new):
    """Return a damage that replaces text in a cell's outputs."""
    def damage(notebook):
        for output in cell(notebook, name).outputs:
            holder, key = (output, "text") if "text" in output else (output.data, "text/plain")
            holder[key] = swap(holder[key], old, new)
    return damage


def write(name, old, new):
    """Return a damage that replaces text in a cell's source."""
    def damage(notebook):
        cell(notebook, name).source = swap(cell(notebook, name).source, old, new)
    return damage


def both(*damages):
    """Return a damage that does several."""
    def damage(notebook):
        for each in damages:
            each(notebook)
    return damage


def swap(text, old, new):
    if old not in text:
        raise ValueError(f"{text!r} does not hold {old!r}: this damage would do none")
    return text.replace(old, new, 1)


def tag(name, *tags):
    return lambda n: cell(n, name).metadata.update(tags=[*guards.tags(cell(n, name)), *tags])


def delete(name):
    return lambda n: n.cells.remove(cell(n, name))


def renumber(notebook):
    for count, code in enumerate(guards.code_cells(notebook), start=1):
        code.execution_count = count
        for output in code.outputs:
            if output.output_type == "execute_result":
                output.execution_count = count


def strip(notebook, *names):
    """Strip the outputs of some cells, or of all."""
    for code in guards.code_cells(notebook):
        if not names or code.id in names:
            code.update(outputs=[], execution_count=code.execution_count if names else None)


def move(name, before):
    """Return a damage that moves a cell, and renumbers the counts so that they do not tell."""
    def damage(notebook):
        moved = notebook.cells.pop(place(notebook, name))
        notebook.cells.insert(place(notebook, before), moved)
        renumber(notebook)
    return damage


def convert(name, kind):
    """Return a damage that turns a cell into one of another kind, with no outputs left over."""
    def damage(notebook):
        old = cell(notebook, name)
        fresh = getattr(nbformat.v4, f"new_{kind}_cell")(old.source, id=old.id)
        notebook.cells[place(notebook, name)] = fresh
        renumber(notebook)
    return damage


def insert(after, source, kind="code"):
    """Return a damage that inserts a cell."""
    def damage(notebook):
        fresh = getattr(nbformat.v4, f"new_{kind}_cell")(source, id="inserted")
        notebook.cells.insert(place(notebook, after) + 1, fresh)
        renumber(notebook)
    return damage


def add_output(where, kind, **fields):
    return lambda n: cell(n, where).outputs.append(nbformat.v4.new_output(kind, **fields))


def html(name):
    """Return a damage that gives a cell's output an HTML form beside its text."""
    return lambda n: cell(n, name).outputs[0].data.update({"text/html": "<b>29</b>"})


def other_picture(name, number, other):
    """Return a damage that shows a figure of another notebook."""
    return lambda n: data(n, name).update(
        {"image/png": data(read(NOTEBOOKS[number - 1]), other)["image/png"]})
