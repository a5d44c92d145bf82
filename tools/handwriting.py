"""Digits as a computer writes them with a pen: hands that the course's digits do not come from.

To measure how well a machine reads them. A strip to write on is 32 pixels high; each block of
4 × 4 pixels becomes one value, as helpers/digits.md says of the course's images.
"""

from functools import partial

import numpy as np

from helpers import cut_windows, pick_digits, softmax
from tools.recipes import means_of_three

HEIGHT = 32
PEN = 5  # pixels; measure() says why


def arc(x, y, width, height, start, end):
    """Return points of an ellipse's arc; 0° is right, 90° is down."""
    angles = np.radians(np.linspace(start, end, 3 + abs(end - start) // 15))
    return list(zip(x + width * np.cos(angles), y + height * np.sin(angles)))


# Ways to write each digit: strokes of points (x, y) in a box of width and height 1.
WAYS = {
    "0": [arc(.5, .5, .5, .5, -90, 270)],
    "0, begun on the right": [arc(.5, .5, .42, .5, -50, -400)],
    "1": [[(.5, 0), (.5, 1)]],
    "1 with a flag": [[(.2, .25), (.55, 0), (.55, 1)]],
    "1 with a foot": [[(.2, .2), (.5, 0), (.5, 1)], [(.15, 1), (.85, 1)]],
    "2": [arc(.5, .3, .45, .3, -170, 40) + [(0, 1), (1, 1)]],
    "2 with corners": [[(.05, .12), (.4, 0), (.9, .08), (.85, .4), (0, 1), (.5, .9), (1, 1)]],
    "3": [arc(.4, .25, .5, .25, -150, 90) + arc(.4, .75, .6, .25, -90, 150)],
    "3 with a flat top": [[(0, 0), (.9, 0), (.4, .4)] + arc(.4, .7, .6, .3, -90, 150)],
    "4": [[(.65, 0), (0, .65), (1, .65)], [(.7, .35), (.7, 1)]],
    "4, open": [[(.1, 0), (.05, .55), (1, .55)], [(.85, 0), (.8, 1)]],
    "5": [[(.95, 0), (.15, 0), (.1, .42)] + arc(.4, .68, .6, .32, -110, 150)],
    "5, its hat last": [[(.15, 0), (.1, .45)] + arc(.4, .7, .55, .3, -110, 140), [(.15, 0), (1, 0)]],
    "6": [[(.8, 0), (.3, .25), (.05, .55)] + arc(.5, .72, .48, .28, 180, -170)],
    "6, upright": [[(.4, 0), (.1, .4)] + arc(.5, .7, .45, .3, 170, -190)],
    "7": [[(0, 0), (1, 0), (.35, 1)]],
    "7 with a bar": [[(0, 0), (1, 0), (.4, 1)], [(.15, .5), (.95, .5)]],
    "8": [arc(.5, .25, .42, .25, 90, 450) + arc(.5, .75, .5, .25, -90, 270)],
    "8, begun on the right": [arc(.55, .22, .4, .22, -30, -250) + [(.75, .6)]
                              + arc(.5, .77, .42, .23, 0, 220) + [(.9, .12)]],
    "9 with a straight leg": [arc(.5, .3, .48, .3, 0, -360) + [(.9, 1)]],
    "9": [arc(.5, .28, .45, .28, -20, -380) + [(.95, .6)] + arc(.5, .75, .45, .25, 0, 130)],
}


def strokes(ways, rng, pen=PEN, height=(26, 32), width=(14, 22), gap=(10, 20), slant=0.15):
    """Return strokes of points (x, y), in pixels, that write digits in `ways` from left to right.

    A digit is some pixels high and wide, its pen included, and stands where it fits, with a gap after
    it; all are drawn from ranges.
    """
    lines, left = [], 16.0
    for way in ways:
        tall, wide = rng.uniform(*height) - pen, rng.uniform(*width) - pen
        top, lean = rng.uniform(0, HEIGHT - pen - tall) + pen / 2, rng.uniform(-slant, slant)
        boxes = [[(x * wide + lean * tall * (0.5 - y), top + y * tall) for x, y in line]
                 for line in WAYS[way]]
        first, last = (end(x for box in boxes for x, _ in box) for end in (min, max))
        lines += [[(left + pen / 2 + x - first, y) for x, y in box] for box in boxes]
        left += last - first + pen + rng.uniform(*gap)
    return lines


def ink(lines, pen=PEN):
    """Return pixels (32, 4n): inked where their middle is at most half a pen from a stroke."""
    width = max(x for line in lines for x, _ in line)
    pixels = np.zeros((HEIGHT, 4 * int(width // 4 + 5)), bool)
    y, x = np.indices(pixels.shape) + 0.5
    for line in lines:
        for (x0, y0), (x1, y1) in zip(line, line[1:]):
            dx, dy = x1 - x0, y1 - y0
            along = np.clip(((x - x0) * dx + (y - y0) * dy) / max(dx * dx + dy * dy, 1e-9), 0, 1)
            pixels |= (x - x0 - along * dx) ** 2 + (y - y0 - along * dy) ** 2 <= pen * pen / 4
    return pixels


def count_ink(pixels):
    """Return the strip (8, n) of the ink in each 4 × 4 block of pixels (32, 4n), from 0 to 1."""
    return pixels.reshape(8, 4, -1, 4).mean(axis=(1, 3))


def read(machine, strip, of_three=False):
    """Return the digits that a machine reads on a strip, by single windows or by the means of three."""
    p = softmax(machine(cut_windows(strip)))
    return "".join(map(str, pick_digits(means_of_three(p) if of_three else p)[1]))


def share_read(machine, ways=tuple(WAYS), digits=3, strips=100, pen=PEN, of_three=False, **hand):
    """Return the share of strips on which a machine reads just the digits written, in random ways."""
    rng, right = np.random.default_rng(2), 0
    for _ in range(strips):
        chosen = [ways[k] for k in rng.integers(len(ways), size=digits)]
        strip = count_ink(ink(strokes(chosen, rng, pen, **hand), pen))
        right += read(machine, strip, of_three) == "".join(way[0] for way in chosen)
    return right / strips


def measure(machine, of_three=False):
    """Return {what is written: share of strips read}: pens, heights and gaps by strips of three digits,
    ways to write a digit one by one."""
    share = partial(share_read, machine, of_three=of_three)
    return ({f"pen of {pen}": share(pen=pen) for pen in (2, 3, 4, 5, 6, 7)}
            | {f"{low} to {low + 4} of 32 pixels high": share(height=(low, low + 4))
               for low in (16, 20, 24, 28)}
            | {f"gaps of {low} to {low + 4} pixels": share(gap=(low, low + 4)) for low in (2, 6, 10, 14, 18)}
            | {f"{low} to {low + 4} pixels wide": share(width=(low, low + 4)) for low in (10, 14, 18, 22)}
            | {way: share([way], digits=1, strips=50) for way in WAYS})
