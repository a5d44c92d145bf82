"""A slide and its parts: what has room on it, and how large code can be.

All lengths are pixels of a slide of 1920 x 1080, which is scaled to the screen.
"""

import re
from dataclasses import dataclass, field

from tools.slides.blocks import words

WIDTH, HEIGHT = 1720, 950  # pixels inside a slide's margins, of 1920 x 1080
WORDS = 72                 # on a slide
# For each kind of text: its size in pixels, and the height of its lines.
SIZES = {"text": (48, 65), "question": (62, 82), "formula": (54, 135), "list": (44, 62),
         "table": (36, 64), "label": (36, 60)}
CODE = 30, 54              # pixels of the smallest and of the largest code
TABLE, FIGURE = 700, 580   # heights: at most of a table, at least of a large figure
ADVANCE, LEADING = 0.61, 1.3  # a letter's width and a line's height, for a size of 1
WIDEST = 79                # columns of code; a longer line alone is a sentence, and is wrapped


@dataclass
class Part:
    """What stands on a slide: its kind, its text (a figure's is its description), and when it comes."""

    kind: str
    text: str
    step: bool = False
    size: int = 0
    png: str = ""

    def height(self):
        if self.kind == "figure":
            return FIGURE
        if self.size:
            return len(self.text.splitlines()) * self.size * LEADING + 40
        size, line = SIZES[self.kind]
        return 24 + line * sum(1 + len(text) * size * 0.47 // WIDTH for text in self.text.splitlines())


@dataclass
class Slide:
    heading: str
    begins: bool = False
    parts: list = field(default_factory=list)
    notes: list = field(default_factory=list)

    def kinds(self):
        return {part.kind for part in self.parts}

    def has_room(self, *parts):
        """Say whether these parts fit below what is there, in height and in words."""
        parts = [*self.parts, *parts]
        return (sum(part.height() for part in parts) + (130 if self.begins else 80) <= HEIGHT
                and sum(words(part.text) for part in parts if part.kind in SIZES) <= WORDS)


def size_of(height, *texts):
    """Return the size at which these texts, set in one below the other, fill no more than a slide."""
    lines = [line for text in texts for line in text.splitlines()]
    columns = max(len(line) for line in lines)
    highest = (height - 40 * len(texts)) / LEADING / len(lines)
    return int(min(CODE[1], (WIDTH - 50) / ADVANCE / columns, highest))


def wrapped(text):
    """Return an output, a sentence that is too wide for a slide in several lines."""
    if "\n" in text or len(text) <= WIDEST:
        return text
    return re.sub(rf"(.{{1,{WIDEST}}})(?:\s+|$)", r"\1\n", text).rstrip()
