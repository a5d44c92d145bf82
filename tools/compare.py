"""Compare two notebooks, pictures and all."""

import base64
import io

import numpy as np
from PIL import Image

RMS = 0.3  # how far two pictures may differ, of 255


def differences(stored, fresh, pictures=True):
    """Return a list of lines that say where two notebooks differ, empty if nowhere.

    Everything counts: metadata, kinds, ids, sources, counts, outputs. Pictures
    may differ by an RMS of 0.3 of 255; with `pictures` False they must only be there.
    """
    if len(stored.cells) != len(fresh.cells):
        return [f"{len(stored.cells)} cells stored, {len(fresh.cells)} after a run"]
    found = [] if stored.metadata == fresh.metadata else ["the notebook's metadata differ"]
    for old, new in zip(stored.cells, fresh.cells):
        found += [f"cell {old.id}: {key} differs" for key in sorted(old.keys() | new.keys())
                  if key != "outputs" and old.get(key) != new.get(key)]
        found += [f"cell {old.id}: {line}" for line in
                  output_differences(old.get("outputs", []), new.get("outputs", []), pictures)]
    return found


def output_differences(stored, fresh, pictures=True):
    """Return a list of lines that say where the outputs of one cell differ."""
    if len(stored) != len(fresh):
        return [f"{len(stored)} outputs stored, {len(fresh)} after a run"]
    found = []
    for old, new in zip(map(dict, stored), map(dict, fresh)):
        old_data, new_data = dict(old.pop("data", {})), dict(new.pop("data", {}))
        old_png, new_png = old_data.pop("image/png", None), new_data.pop("image/png", None)
        if not pictures:  # how wide a picture is shown belongs to it
            for output in old, new:
                output["metadata"] = {kind: value for kind, value in output.get("metadata", {}).items()
                                      if kind != "image/png"}
        if old != new or old_data != new_data:
            found.append(f"stored {old | old_data}, got {new | new_data}")
        if old_png != new_png and (pictures or not old_png or not new_png) \
                and not same_picture(old_png, new_png):
            found.append("the picture differs")
    return found


def same_picture(one, other):
    """Say whether two base64 PNG pictures agree in size and, nearly, in every pixel."""
    return distance(one, other) <= RMS


def distance(one, other):
    """Return the RMS, of 255, by which two base64 PNG pictures differ, and infinity where one
    is no picture or they differ in size."""
    try:
        one, other = pixels(one), pixels(other)
    except Exception:  # one is missing, or not a picture
        return np.inf
    return np.sqrt(np.mean((one - other) ** 2)) if one.shape == other.shape else np.inf


def pixels(png):
    """Return the red, green, blue and opacity (h, w, 4) of a base64 PNG picture, from 0 to 255."""
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(png))).convert("RGBA"), float)


def pictures(notebook):
    """Return {(cell's id, place among its outputs): (base64 PNG, text alternative)} of a notebook."""
    return {(cell.id, place): (output.data["image/png"], output.data.get("text/plain", ""))
            for cell in notebook.cells for place, output in enumerate(cell.get("outputs", []))
            if "image/png" in output.get("data", {})}


def first_picture(notebook):
    """Return the bytes of the first picture among a notebook's outputs."""
    return base64.b64decode(next(iter(pictures(notebook).values()))[0])
