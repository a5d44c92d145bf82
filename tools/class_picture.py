"""The picture of a class: who passed what, and which mistakes were made most often."""

import collections
import textwrap

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from helpers.figures.style import FAINT, INPUT, OUTPUT, styled

STATES = {"passed": (INPUT, ""), "not yet": (OUTPUT, "×"), "not attempted": ("white", "·"),
          "not graded": ("white", "?"), "not handed in": (FAINT, "–")}
ROWS = 45  # learners one below the other
MOST = 10  # mistakes shown


def mistakes(rows):
    """Return the pairs ((exercise, mistake), how often), most often first."""
    counts = collections.Counter((row["exercise"], row["mistake"]) for row in rows if row["mistake"])
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


@styled
def draw(rows, title):
    """Return the figure of who passed what, under the mistakes that were made most often.

    `rows` are those of `tools.class_table.results`, at least one.
    """
    learners = list(dict.fromkeys(row["learner"] for row in rows))
    parts = [learners[i:i + ROWS] for i in range(0, len(learners), ROWS)]
    often = mistakes(rows)[:MOST]
    height = 0.42 * len(often) + 1, 0.24 * len(parts[0]) + 1.2
    fig = Figure(figsize=(max(9, 5.5 * len(parts)), sum(height)))
    fig.suptitle(f"{title}: {len(learners)} learner{'s' * (len(learners) != 1)}", fontsize=14)
    above, below = fig.subfigures(2, 1, height_ratios=height)
    draw_mistakes(above.subplots(), often)
    for ax, part in zip(below.subplots(1, len(parts), squeeze=False)[0], parts):
        draw_part(ax, [row for row in rows if row["learner"] in part])
    met = {row["state"] for row in rows}
    boxes = [cell(0, 0, colour, label=f"{sign} {state}".strip())
             for state, (colour, sign) in STATES.items() if state in met]
    below.legend(handles=boxes, loc="outside lower center", ncols=len(STATES), frameon=False, fontsize=10)
    return fig


def cell(x, y, colour, **named):
    return Rectangle((x, y), 1, 1, facecolor=colour, edgecolor="black", linewidth=0.6, **named)


def draw_mistakes(ax, often):
    """Draw a bar for each mistake, with how many made it."""
    labels = [textwrap.fill(f"{number}  {textwrap.shorten(why, 110)}", 60) for (number, why), _ in often]
    ax.barh(range(len(often)), [count for _, count in often], color=OUTPUT, height=0.6)
    for i, (_, count) in enumerate(often):
        ax.annotate(str(count), (count, i), (4, 0), textcoords="offset points", va="center")
    ax.set_yticks(range(len(often)), labels, fontsize=10)
    ax.set(xticks=[], xlim=(0, 1.1 * max([count for _, count in often], default=1)))
    ax.set_title("mistakes, and how many made them" if often else "no mistakes", loc="left")
    ax.invert_yaxis()
    ax.spines["bottom"].set_visible(False)


def draw_part(ax, rows):
    """Draw a line for each learner and a column for each exercise, with how many passed it."""
    exercises, names = (list(dict.fromkeys(row[key] for row in rows)) for key in ("exercise", "learner"))
    shown = {row["learner"]: row["name"] for row in rows}
    for row in rows:
        x, y = exercises.index(row["exercise"]), names.index(row["learner"])
        colour, sign = STATES[row["state"]]
        ax.add_patch(cell(x, y, colour))
        ax.text(x + 0.5, y + 0.5, sign, ha="center", va="center", fontsize=11)
    ax.set(xlim=(0, len(exercises)), ylim=(len(names), 0))
    ax.set_xticks([x + 0.5 for x in range(len(exercises))], exercises)
    ax.set_yticks([y + 0.5 for y in range(len(names))],
                  [textwrap.shorten(shown[name], 28, placeholder=" …") for name in names], fontsize=9)
    ax.tick_params(length=0, labeltop=True, labelbottom=False)
    ax.spines[:].set_visible(False)
