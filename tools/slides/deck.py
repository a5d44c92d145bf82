"""Which part of a notebook stands on which slide. It follows from the notebook's structure alone.

A heading begins a slide, with its first sentences. A bet, a formula, a list, a table, code or a
figure stands below the sentences that lead to it; what was run, an answer, and the sentence that
reads a result come as the next step; hints and solutions are slides of their own. All other prose
goes into the notes of the slide before it, and so does code that only draws.
"""

import ast
import re
from math import ceil

from tools.slides.blocks import (
    BLOCK,
    blocks,
    first_of,
    last_of,
    names,
    only_imports,
    picture,
    printed,
    sentences,
    without_calls,
    words,
)
from tools.slides.slide import CODE, HEIGHT, TABLE, Part, Slide, size_of, wrapped

BET = re.compile(r"\*\*(Predict|Place your bet)")
# Words at most of what leads to a part, opens a section or a task, or reads a result.
LEAD, OPENING, TASK, READING = 32, 34, 45, 36
SHOWN = "code", "figure", "formula", "list", "table", "details", "exercise", "bet"


class Deck:
    """The slides of a notebook, in columns: a column begins with a section."""

    def __init__(self, notebook):
        self.columns, self.lead, self.result = [], [], False
        self.cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        found = blocks(notebook)
        for (kind, text, cell), (after, next_text, _) in zip(found, [*found[1:], ("heading", "", None)]):
            bets = after == "paragraph" and BET.match(next_text)
            getattr(self, kind)(text, cell=cell, after="bet" if bets else after)

    @property
    def slide(self):
        return self.columns[-1][-1]

    def begin(self, *parts):
        """Begin a slide under the same heading with these parts, below what leads to them."""
        self.columns[-1].append(Slide(self.slide.heading))
        self.slide.parts += [*self.led(), *parts]
        self.result = False

    def led(self):
        lead, self.lead = self.lead, []
        return [Part("text", " ".join(lead))] if lead else []

    def add(self, *parts):
        """Add parts to the slide, or to a new one if it has no room."""
        if self.slide.has_room(*[Part("text", " ".join(self.lead))] * bool(self.lead), *parts):
            self.slide.parts += [*self.led(), *parts]
        else:
            self.begin(*parts)

    def is_open(self):
        """Say whether more prose may stand on the slide: on no title's, and below no code or figure."""
        return not (self.on_title() or self.slide.kinds() & {"code", "output", "figure", "label"})

    def on_title(self):
        return self.slide is self.columns[0][0]

    def heading(self, text, **_):
        marks, heading = text.split(" ", 1)
        if len(marks) < 3:
            self.columns.append([])
        self.columns[-1].append(Slide(heading, begins=True))
        self.lead, self.result = [], False

    def paragraph(self, text, after, **_):
        """Show what opens a section, reads a result, asks for a bet, or leads to what is shown after."""
        spoken, told = sentences(text), self.slide
        bet = next((n for n, sentence in enumerate(spoken) if BET.search(sentence)), len(spoken))
        opens, leads = self.slide.begins and not self.slide.parts, after in SHOWN
        only_leads = leads and not spoken[1:]
        said = self.open(spoken[:bet]) if opens else self.read(spoken[:0 if only_leads else bet])
        rest, ahead = spoken[len(said):], self.lead if bet == 0 else []
        self.lead, self.result = [], False
        if bet < len(spoken):
            self.lead = ahead
            said = said + self.ask(rest, bet - len(said), leads)
        elif rest and leads and not (opens and after == "exercise"):
            title = rest[:1] if rest[0].startswith("**") and rest[1:] else []
            self.lead = title + last_of(rest[len(title):], LEAD)
            said = said + self.lead
        if said != spoken:
            told.notes.append(text)

    def open(self, spoken):
        """Show the first sentences below a heading, and return them."""
        said = first_of(spoken, TASK if "exercise" in self.slide.heading.lower() else OPENING)
        self.slide.parts += [Part("text", " ".join(said))] * bool(said)
        return said

    def read(self, spoken):
        """Show the sentence that reads a result as the next step, and return it if there is one."""
        reads = Part("text", "".join(spoken[:1]), step=True)
        if (not self.result or not spoken or reads.text.endswith((":", "?"))
                or words(reads.text) > READING or not self.slide.has_room(reads)):
            return []
        self.slide.parts.append(reads)
        return spoken[:1]

    def ask(self, spoken, bet, leads):
        """Begin a slide with a bet and what is said right before it; return all sentences that are shown."""
        last = max([bet, *(n for n in range(bet, len(spoken)) if spoken[n].endswith("?"))])
        before, question = last_of(spoken[:bet], LEAD), spoken[bet:last + 1]
        if before and (words(" ".join(before + question)) > TASK or before[0][0].islower()):
            before = []
        self.begin(Part("question", " ".join(before + question)))
        self.lead = last_of(spoken[last + 1:], LEAD) if leads else []
        return before + question + self.lead

    def formula(self, text, **_):
        part = Part("formula", text)
        self.add(part) if self.is_open() else self.begin(part)

    def table(self, text, **_):
        head, rule, *rows = text.splitlines()
        count = ceil(len(rows) / ceil(Part("table", text).height() / TABLE))
        for first in range(0, len(rows), count):
            self.begin(Part("table", "\n".join([head, rule, *rows[first:first + count]])))

    def list(self, text, after, **_):
        items = [item.strip() for item in re.split(r"(?m)^(?=- |\d+\. )", text) if item.strip()]
        if after == "details" and len(items) == 1:
            return self.begin(Part("question", items[0]))
        if not self.is_open():
            self.begin()
        self.spread([Part("list", item) for item in items])

    def spread(self, parts):
        for part in parts:
            self.add(part)

    def details(self, text, **_):
        says, inside = text.split("\n\n", 1)
        parts = [Part({"paragraph": "text"}.get(match.lastgroup, match.lastgroup), match[0].strip())
                 for match in BLOCK.finditer(inside)]
        steps = [Part(part.kind, part.text, step=True) for part in [Part("label", says), *parts]]
        follows = says == "Answer" or "label" in self.slide.kinds()
        if follows and not self.lead and self.slide.has_room(*steps):
            self.slide.parts += steps
        else:
            self.begin(Part("label", says))
            self.spread(parts)

    def code(self, text, cell, after="", label=()):
        output = wrapped(printed(cell))
        if only_imports(text):
            return self.begin(Part("code", text, size=CODE[0]))
        if (self.lead or not self.slide.begins or self.slide.kinds() != {"text"} or self.on_title()
                or not self.slide.has_room(Part("code", text, size=36))):
            self.begin(*label)
        height = HEIGHT - 130 - sum(part.height() for part in self.slide.parts)
        both = size_of(height, text, *[output] * bool(output))
        alone = not output or both < CODE[0]
        self.slide.parts.append(Part("code", text, size=size_of(height, text) if alone else both))
        if output:
            if alone:
                self.begin()
            size = size_of(HEIGHT - 130, output) if alone else both
            self.slide.parts.append(Part("output", output, step=not alone, size=size))
            self.result = True

    def figure(self, text, cell, **_):
        shown, lead = without_calls(text, "show"), self.lead
        if printed(cell) or self.needed(shown, cell):
            self.code(shown, cell)
        self.lead = lead
        bundle = picture(cell)
        self.begin(Part("figure", bundle["text/plain"].removeprefix("Figure: "), png=bundle["image/png"]))
        self.slide.notes.append(f"```python\n{text}\n```")
        self.result = True

    def needed(self, source, cell):
        """Say whether a cell below uses a name that this code of `cell` binds."""
        bound = names(source, ast.Store)
        for later in self.cells[self.cells.index(cell) + 1:]:
            again = names(later.source, ast.Store)
            if bound & names(later.source, ast.Load) - again:
                return True
            bound -= again
        return False

    def exercise(self, text, cell, **_):
        self.code(text, {})

    def check(self, text, **_):
        self.slide.notes.append(f"```python\n{text}\n```")

    def solution(self, text, cell, **_):
        self.lead = []
        self.code(without_calls(text, "check"), {}, label=[Part("label", "Solution")])
        self.slide.notes += [f"```python\n{text}\n```", printed(cell)]
