"""Results of machines: from several starts, over a setting, as counts, by sureness, here and elsewhere."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, NullLocator, StrMethodFormatter

from ..arguments.arrays import as_real, as_shape, shown
from .curves import LINES
from .style import FAINT, INPUT, OUTPUT, styled

EDGES = np.arange(50, 101, 5) / 100  # of the bins of draw_sureness
SURE = 0.9


def refuse_number_of(name, things, most, what):
    """Raise ValueError if there are no things, or more than `most`."""
    if not 1 <= len(things) <= most:
        raise ValueError(f"{name} got {len(things)} {what}, expected 1 to {most}")


def as_values(name, values):
    """Return `values` as an array (n,) of at least one number. Raises as as_shape."""
    values = as_shape(name, values, "n")
    if not values.size:
        raise ValueError(f"{name} got shape (0,), expected at least one value")
    return values


def stack(values, near):
    """Return a level for each of the values in ascending order: values nearer than `near` to
    each other get different ones, whose middle is 0."""
    levels = np.zeros(len(values))
    for chain in np.split(np.arange(len(values)), np.flatnonzero(np.diff(values) >= near) + 1):
        for k in chain:
            taken = [levels[j] for j in chain if j < k and values[k] - values[j] < near]
            levels[k] = min(set(range(len(chain))) - set(taken))
        levels[chain] -= levels[chain].max() / 2
    return levels


@styled
def draw_dots(groups, xlabel, chosen=None):
    """Return the figure of groups {label: values (n,)}, at most twelve, a row each: the values
    as dots, equal ones stacked, and the mean as a bar and a number to one decimal. The row of
    the label `chosen` is marked."""
    refuse_number_of("draw_dots", groups, 12, "groups")
    groups = {label: as_values(f"draw_dots: {label}", values) for label, values in groups.items()}
    if chosen not in [None, *groups]:
        raise ValueError(f"draw_dots: chosen got {shown(chosen)}, "
                         f"expected one of {', '.join(map(str, groups))}")
    together = np.concatenate(list(groups.values()))
    fig = Figure(figsize=(7.5, 0.46 * len(groups) + 1))
    ax = fig.subplots()
    beside = ax.get_yaxis_transform()  # x in shares of the axes, y in rows
    for row, (label, values) in enumerate(groups.items()):
        weight, mark = ("bold", dict(marker="D", color=OUTPUT)) if label == chosen else (
            "normal", dict(marker="o", color=INPUT))
        levels = stack(np.sort(values), 0.03 * np.ptp(together) or 1)
        ax.axhline(row, color="#E4E4E4", linewidth=1, zorder=0)
        ax.vlines(values.mean(), row - 0.46, row + 0.46, color="black", linewidth=3)
        ax.plot(np.sort(values), row + 0.52 / max(4, np.ptp(levels)) * levels, linestyle="none",
                markersize=7, markeredgecolor="white", **mark)
        ax.text(-0.03, row, label, transform=beside, ha="right", va="center", fontweight=weight)
        ax.text(1.03, row, f"{values.mean():.1f}", transform=beside, va="center", fontweight=weight)
    ax.text(1.03, -0.5, "mean", transform=beside, va="bottom")
    ax.set(xlabel=xlabel, yticks=[], ylim=(len(groups) - 0.5, -0.5))
    ax.xaxis.get_major_locator().set_params(integer=together.dtype.kind == "i")
    ax.spines.left.set_visible(False)
    return fig


@styled
def draw_rates(curves, xlabel, ylabel):
    """Return the figure of curves {label: {x: values (n,)}}, at most four, over a logarithmic x:
    a line through the means, and at each x a bar from the lowest value to the highest. The
    curves stand a little apart, or their bars would hide each other."""
    refuse_number_of("draw_rates", curves, len(LINES), "curves")
    for label, points in curves.items():
        refuse_number_of(f"draw_rates: {label}", points, 20, "points")
        for x in points:
            if not as_real(f"draw_rates: {label}: x", x) > 0:
                raise ValueError(f"draw_rates: {label}: x got {x!r}, expected a positive number")
    rates = [x for points in curves.values() for x in points]
    fig = Figure(figsize=(7, 3.8))
    ax = fig.subplots()
    for k, (label, points) in enumerate(curves.items()):
        values = [as_values(f"draw_rates: {label}: {x:g}", points[x]) for x in sorted(points)]
        x = np.sort(list(points)) * (max(rates) / min(rates)) ** (0.005 * (k - (len(curves) - 1) / 2))
        ax.plot([x, x], [list(map(min, values)), list(map(max, values))], linewidth=1.5,
                color=LINES[k]["color"], zorder=1)
        ax.plot(x, [v.mean() for v in values], label=label, linewidth=2.5, marker="os^D"[k],
                markersize=7, markerfacecolor="white", **LINES[k])
    ax.set(xscale="log", xlabel=xlabel, ylabel=ylabel)
    ax.xaxis.set_major_locator(LogLocator(subs=(1, 3) if max(rates) < 3e4 * min(rates) else (1,)))
    ax.xaxis.set_major_formatter(StrMethodFormatter("{x:g}"))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.legend(frameon=False)
    return fig


@styled
def draw_bars(counts, ylabel, top):
    """Return the figure of counts {label: number from 0 to top}, at most eight, a bar each, the
    first one marked, and a dashed line at `top`, the most that there can be."""
    refuse_number_of("draw_bars", counts, 8, "bars")
    if not as_real("draw_bars: top", top) > 0:
        raise ValueError(f"draw_bars: top got {top!r}, expected a positive number")
    for label, count in counts.items():
        if not 0 <= as_real(f"draw_bars: {label}", count) <= top:
            raise ValueError(f"draw_bars: {label} got {count!r}, expected 0 to {top:g}")
    fig = Figure(figsize=(len(counts) + 1.4, 3.6))
    ax = fig.subplots()
    bars = ax.bar(range(len(counts)), counts.values(), color=FAINT, edgecolor="black", width=0.7)
    bars[0].set(facecolor=OUTPUT, hatch="//")
    for k, count in enumerate(counts.values()):
        side, va = (-1, "top") if count > 0.8 * top else (1, "bottom")  # clear of the dashed line
        ax.text(k, count + 0.03 * side * top, f"{count:g}", ha="center", va=va,
                bbox=dict(boxstyle="square,pad=0.15", fc="white", ec="none"))
    ax.axhline(top, color="black", linestyle="--", linewidth=1.5)
    ax.text(1.02, top, f"{top:g}", transform=ax.get_yaxis_transform(), va="center")
    ax.set(ylabel=ylabel, ylim=(0, 1.08 * top), xticks=range(len(counts)), xticklabels=counts)
    return fig


@styled
def draw_sureness(panels):
    """Return the figure of {title: (p (n,), right (n,) truth values)}, at most two: how many
    readings of each probability p, from 0.5 to 1, were wrong, and below, how many were right."""
    refuse_number_of("draw_sureness", panels, 2, "panels")
    fig = Figure(figsize=(4.25 * len(panels), 4.6))
    axes = fig.subplots(2, len(panels), sharex=True, sharey="row", squeeze=False, height_ratios=[3, 2])
    for column, (title, (p, right)) in zip(axes.T, panels.items()):
        p, right = as_values(f"draw_sureness: {title}: p", p), np.asarray(right)
        if p.min() < EDGES[0] or p.max() > 1 + 1e-6:
            raise ValueError(f"draw_sureness: {title}: p got {p.min():.8g} to {p.max():.8g}, "
                             f"expected 0.5 to 1")
        if right.shape != p.shape or right.dtype != bool:
            raise ValueError(f"draw_sureness: {title}: right got shape {right.shape} of dtype "
                             f"{right.dtype}, expected {p.shape} of truth values")
        for ax, kept, style in zip(column, (~right, right), (dict(color=OUTPUT, hatch="//"),
                                                            dict(color=FAINT))):
            counts = np.histogram(np.minimum(p[kept], 1), EDGES)[0]
            bars = ax.bar(EDGES[:-1], counts, width=0.05, align="edge", edgecolor="black", **style)
            ax.bar_label(bars, padding=2, fontsize=11)
            ax.axvspan(SURE, 1, color="#EEEEEE", zorder=0)
            ax.margins(x=0.04, y=0.2)
        column[0].set(title=f"{title}\n{np.sum(p[~right] >= SURE)} of {np.sum(~right)} mistakes "
                            f"with p ≥ {SURE:g}")
        column[1].set(xlabel="p of the digit that was read", xticks=EDGES[::2])
    axes[0, 0].set(ylabel="read wrongly")
    axes[1, 0].set(ylabel="read rightly")
    return fig


def apart(places, gap):
    """Return places from 0 to 1, in the order of the given ones, at least `gap` apart and as
    near to the given ones as can be (isotonic regression, once the gaps are taken out)."""
    order, n = np.argsort(places, kind="stable"), len(places)
    loose = places[order] - gap * np.arange(n)
    level = [max(min(loose[j:k].mean() for k in range(i + 1, n + 1)) for j in range(i + 1))
             for i in range(n)]
    return (np.clip(level, 0, 1 - gap * (n - 1)) + gap * np.arange(n))[np.argsort(order)]


@styled
def draw_slopes(pairs, left, right, ylabel):
    """Return the figure of pairs {label: (number, number)}, at most eight: a line from the first
    number, above `left`, to the second, above `right`, both written to one decimal."""
    refuse_number_of("draw_slopes", pairs, 8, "lines")
    ends = np.array([as_shape(f"draw_slopes: {label}", pair, 2) for label, pair in pairs.items()])
    places = 0.06 + 0.88 * (ends - ends.min()) / (np.ptp(ends) or 1)
    fig = Figure(figsize=(6.8, 4.2))
    ax = fig.subplots()
    for k, place in enumerate(places):
        ax.plot((0, 1), place, linewidth=2.5, marker="os^DvP*X"[k], markersize=8,
                markerfacecolor="white" if k < 4 else None, **LINES[k % 4])
    for x, way in ((0, -1), (1, 1)):
        ax.axvline(x, color=FAINT, linewidth=1, zorder=0)
        for label, value, start, end in zip(pairs, ends[:, x], places[:, x], apart(places[:, x], 0.07)):
            ax.plot((x + 0.04 * way, x + 0.1 * way), (start, end), color="#777777", linewidth=0.8)
            ax.text(x + 0.12 * way, end, f"{value:.1f}  {label}" if x else f"{value:.1f}",
                    ha="left" if x else "right", va="center")
    ax.set(xlim=(-0.3, 1.1), ylim=(-0.04, 1.04), xticks=[0, 1], xticklabels=[left, right], yticks=[],
           ylabel=ylabel)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    return fig
