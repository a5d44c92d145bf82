"""Figures draw what they are given, leave every global setting alone."""

import base64
import io
import itertools

import matplotlib
import numpy as np
import pytest

from helpers import Linear, ReLU, show
from helpers.figures import (
    draw_activations,
    draw_bars,
    draw_boundaries,
    draw_broadcast,
    draw_confusion,
    draw_connections,
    draw_curves,
    draw_dots,
    draw_fits,
    draw_grids,
    draw_half_planes,
    draw_hidden,
    draw_histogram,
    draw_images,
    draw_matrix,
    draw_product,
    draw_rates,
    draw_reading,
    draw_regions,
    draw_scores,
    draw_shadow,
    draw_shares,
    draw_signals,
    draw_slopes,
    draw_strip,
    draw_sureness,
    draw_touched,
    draw_two_readings,
    draw_weights,
)
from helpers.figures.style import styled
from tools.compare import pixels

X = np.arange(12).reshape(4, 3)
W = np.array([[1, 0], [2, 1], [0, 3]])
SQUARE = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
P, RIGHT = np.array([0.5, 0.62, 0.9, 0.97, 1, 1 + 1e-7]), np.array([0, 1, 0, 0, 1, 1]) > 0
DRAWN = {
    "strip": lambda: draw_strip(np.eye(8, 20)),
    "images": lambda: draw_images(np.eye(3, 64), ["a", "b", "c"], columns=2),
    "marked": lambda: draw_images(np.eye(3, 64), "abc", marked=np.eye(3, 64) > 0),
    "scores": lambda: draw_scores(np.zeros(64), np.arange(10)),
    "shadow": lambda: draw_shadow([5, 0], [3, 4]),
    "half planes": lambda: draw_half_planes([[4, 3], [-4, -3]], [3, 4]),
    "two readings": lambda: draw_two_readings([[1, 0, 2], [3, 1, 1]], [4, 2, 3]),
    "product": lambda: draw_product(X, W, 1, 0),
    "connections": lambda: draw_connections([[2, -1], [1, 3], [0, 1]], [1, -2]),
    "one connection": lambda: draw_connections([[2]], [1]),
    "touched": lambda: draw_touched(X, W, [[2, 1], [3, -1], [-1, 0], [1, 4]]),
    "histogram": lambda: draw_histogram(np.linspace(-1, 1, 500), 1),
    "curves": lambda: draw_curves({"a": [3, 2, 1], "b": [1, 2, 3]}, "step", "loss"),
    "confusion": lambda: draw_confusion(np.array([[5, 1], [0, 7]])),
    "weights": lambda: draw_weights(np.linspace(-1, 1, 128).reshape(2, 64), ["a", "b"]),
    "broadcast": lambda: draw_broadcast(np.arange(12).reshape(4, 3), [1, 2, 3]),
    "boundaries": lambda: draw_boundaries([[4, 3], [-4, -3]], [3, 4], [0, 10]),
    "fits": lambda: draw_fits([0, 1, 2], [1, 3, 5], {"right": (2, 1), "flat": (0, 3)}),
    "grids": lambda: draw_grids({"as it is": lambda points: points}),
    "activations": lambda: draw_activations({"ReLU": ReLU()}),
    "regions": lambda: draw_regions(SQUARE, [0, 1, 1, 0], {"line": Linear(2, 2, rng=0)}),
    "hidden": lambda: draw_hidden(SQUARE, [0, 1, 1, 0], list("abcd")),
    "signals": lambda: draw_signals({"size": {"fades": [1, 0.1, 0.01]}, "spread": {"fades": [1, 1]}}),
    "shares": lambda: draw_shares(np.eye(2, 3), ["a", "b"], "one", "other"),
    "matrix": lambda: draw_matrix(np.eye(5, 4)),
    "dots": lambda: draw_dots({"plain": [286, 286, 287, 283, 286], "better": [290, 289, 291]}, "right",
                              chosen="better"),
    "rates": lambda: draw_rates({"SGD": {1: [3, 5], 0.1: [7, 9, 5]}, "Adam": {0.01: [8]}}, "rate", "right"),
    "bars": lambda: draw_bars({"evaluation": 442, "in twos": 280, "one\nby one": 38}, "right", 450),
    "sureness": lambda: draw_sureness({"one window": (P, RIGHT), "three windows": (P[:2], RIGHT[:2])}),
    "slopes": lambda: draw_slopes({"Linear": (95.8, 94.1), "mean": (90.2, 90.8), "deep": (95.8, 94.2)},
                                  "own", "strangers", "right, %"),
    "reading": lambda: draw_reading(np.eye(8, 20), np.eye(13, 11), [2, 8], [2, 8]),
}


@pytest.fixture
def displayed(monkeypatch):
    bundles = []
    monkeypatch.setattr("IPython.display.display", lambda bundle, metadata, raw: bundles.append(
        bundle | {"width": metadata["image/png"]["width"]}))
    return bundles


def words(fig):
    """Return every text that a figure holds."""
    return [text.get_text() for text in fig.findobj(matplotlib.text.Text) if text.get_text()]


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN.keys())
def test_figure_is_drawn_and_shown_with_its_alternative(displayed, draw):
    before = dict(matplotlib.rcParams)
    show(draw(), "what it shows")
    assert dict(matplotlib.rcParams) == before
    assert displayed[0]["text/plain"] == "Figure: what it shows"
    assert pixels(displayed[0]["image/png"])[..., :3].std() > 2
    assert 100 < displayed[0]["width"] < 1100


def test_picture_is_as_wide_as_it_was_drawn_and_twice_as_sharp(displayed):
    fig = DRAWN["scores"]()
    show(fig, "x")
    [[bundle], inches] = displayed, fig.get_tightbbox().width + 2 * 0.1  # and a rim
    assert bundle["width"] == pytest.approx(110 * inches, abs=2)
    assert pixels(bundle["image/png"]).shape[1] == pytest.approx(220 * inches, abs=2)


@pytest.mark.parametrize("name", ["scores", "touched", "half planes"])
def test_few_colours_are_near_all_colours_and_paper_stays_white(displayed, name):
    show(DRAWN[name](), "x")
    png = io.BytesIO()
    styled(DRAWN[name]().savefig)(png, format="png", bbox_inches="tight")
    many, few = pixels(base64.b64encode(png.getvalue())), pixels(displayed[0]["image/png"])
    assert np.sqrt(np.mean((many - few) ** 2)) < 1
    assert (few[many.min(axis=2) == 255] == 255).all()


def test_same_figure_gives_the_same_bytes_whatever_the_reader_has_set(displayed):
    show(DRAWN["scores"](), "x")
    with matplotlib.rc_context({"font.size": 30, "axes.grid": True, "lines.linewidth": 9}):
        show(DRAWN["scores"](), "x")
    assert displayed[0]["image/png"] == displayed[1]["image/png"]


def test_highest_score_is_the_one_that_is_marked():
    bars = draw_scores(np.zeros(64), [1, 5, 2, 0, 0, 0, 0, 0, 0, 4]).axes[1].patches
    assert [bool(bar.get_hatch()) for bar in bars].index(True) == 1
    assert sum(bool(bar.get_hatch()) for bar in bars) == 1


def test_pictures_hold_the_numbers():
    assert "shadow: 3 long" in words(DRAWN["shadow"]())
    said = set(words(draw_half_planes([[10, 5], [-10, -5]], [3, 4])))
    assert {"50", "−50", "bold: a point's dot product with w"} <= said
    assert words(DRAWN["two readings"]()).count("17") == 3
    assert {"11", "X (4, 3)", "W (3, 2)", "Y (4, 2)"} <= set(words(DRAWN["product"]()))
    assert {"0·2 + 3·3 + 6·(-1) + 9·1 = 12", "1·2 + 1·3 + 1·(-1) + 1·1 = 5", "1·2 + 0·1 = 2"} \
        <= set(words(DRAWN["touched"]()))


def test_marked_pixels_are_outlined():
    outlines = [ax.patches for ax in DRAWN["marked"]().axes[:3]]
    assert [[patch.get_xy() for patch in image] for image in outlines] == \
        [[(place - 0.5, -0.5)] for place in range(3)]


def test_broadcast_draws_what_is_real_and_what_is_not():
    cells = DRAWN["broadcast"]().axes[0].patches
    real = [cell.get_linestyle() == "-" for cell in cells]
    assert [sum(real[:12]), sum(real[12:24]), sum(real[24:])] == [12, 3, 12]
    assert {"(4, 3)", "(3,)"} <= set(words(DRAWN["broadcast"]()))


def test_confusion_counts_stand_where_they_belong():
    put = {text.get_position(): text.get_text() for text in DRAWN["confusion"]().axes[0].texts}
    assert put == {(0, 0): "5", (1, 0): "1", (1, 1): "7"}


def test_weights_carry_signs_as_well_as_colours():
    signs = [text.get_text() for text in DRAWN["weights"]().axes[1].texts]
    assert set(signs) == {"+"}
    assert {text.get_text() for text in DRAWN["weights"]().axes[0].texts} == {"−"}


def test_boundary_lies_where_the_output_is_zero():
    for line, b in zip(DRAWN["boundaries"]().axes[0].lines, (0, 10)):
        np.testing.assert_allclose(line.get_xydata() @ [3, 4] + b, 0, atol=1e-9)


def test_nearest_points_of_the_boundaries_are_marked():
    fig = draw_boundaries([[4, 3]], [3, 4], [10, -15])
    squares = next(line for line in fig.axes[0].lines if line.get_marker() == "s")
    np.testing.assert_allclose(squares.get_xydata(), [[-1.2, -1.6], [1.8, 2.4]])
    assert {"b = 10", "b = −15"} <= set(words(fig))


def test_reading_stands_over_its_window():
    top, bottom = DRAWN["reading"]().axes
    assert [(t.get_text(), t.get_position()[0]) for t in top.texts] == [("2", 5.5), ("8", 11.5)]
    assert bottom.lines[0].get_xydata().tolist() == [[5.5, 2], [11.5, 8]]


def test_grids_are_drawn_on_one_scale():
    small, large = draw_grids({"small": lambda points: points / 3, "large": lambda points: points}).axes
    assert small.get_xlim() == large.get_xlim() and small.get_ylim() == large.get_ylim()
    assert small.get_xlim()[1] > 2


def test_points_that_hidden_layers_put_together_share_one_label():
    fig = draw_hidden([[0, 0], [1, 0], [1, 0]], [0, 1, 1], ["a", "b", "c"])
    assert [text.get_text() for text in fig.axes[0].texts] == ["a", "b, c"]


def test_each_measure_of_signals_has_a_panel():
    fig = draw_signals({"size": {"fades": [1, 0.1]}, "spread": {"fades": [0.5, 0.01]}})
    drawn = {ax.get_title(): ax.lines[0].get_xydata().tolist() for ax in fig.axes}
    assert drawn == {"size": [[1, 1], [2, 0.1]], "spread": [[1, 0.5], [2, 0.01]]}


def dots(fig):
    """Return the dots of each row of draw_dots, as (value, height), and their markers."""
    drawn = [line for line in fig.axes[0].lines if line.get_linestyle() == "None"]
    return [line.get_xydata().tolist() for line in drawn], [line.get_marker() for line in drawn]


def test_each_value_is_a_dot_and_equal_ones_stand_apart():
    plain, better = dots(DRAWN["dots"]())[0]
    assert [x for x, _ in plain] == [283, 286, 286, 286, 287] and [x for x, _ in better] == [289, 290, 291]
    heights = [y for x, y in plain if x == 286]
    assert np.diff(sorted(heights)).min() > 0.1 and max(heights) == -min(heights) < 0.5
    assert plain[0][1] == plain[4][1] == 0


def test_close_dots_stand_apart_and_far_ones_do_not():
    (row, ends), _ = dots(draw_dots({"a": [400, 401, 402, 440], "b": [400, 500]}, "right"))
    heights = [y for _, y in row]
    assert len({*heights[:3]}) == 3 and heights[3] == 0 and [y for _, y in ends] == [1, 1]


def test_equal_values_alone_still_stand_apart():
    (row,), _ = dots(draw_dots({"a": [5, 5, 5]}, "right"))
    assert len({y for _, y in row}) == 3


def test_mean_is_a_bar_and_a_number():
    fig = DRAWN["dots"]()
    assert {"285.6", "290.0"} <= set(words(fig))
    bars = [bar.get_segments()[0] for bar in fig.axes[0].collections]
    assert [(bar[0, 0], bar[1, 0]) for bar in bars] == [(285.6, 285.6), (290, 290)]


def test_chosen_row_differs_in_more_than_colour():
    fig = DRAWN["dots"]()
    assert dots(fig)[1] == ["o", "D"]
    bold = [text.get_text() for text in fig.axes[0].texts if text.get_fontweight() == "bold"]
    assert bold == ["better", "290.0"]


def test_rates_are_means_between_the_lowest_and_the_highest():
    lines = {line.get_label(): line for line in DRAWN["rates"]().axes[0].lines}
    np.testing.assert_allclose(lines["SGD"].get_xdata(), [0.1, 1], rtol=0.05)
    assert [list(lines[label].get_ydata()) for label in ("SGD", "Adam")] == [[7, 4], [8]]
    bars = [list(line.get_ydata()) for label, line in lines.items() if label.startswith("_")]
    assert bars == [[5, 9], [3, 5], [8, 8]]


def test_bars_carry_their_numbers_below_the_most_that_there_can_be():
    ax = DRAWN["bars"]().axes[0]
    assert [bar.get_height() for bar in ax.patches] == [442, 280, 38]
    assert [bool(bar.get_hatch()) for bar in ax.patches] == [True, False, False]
    assert [text.get_text() for text in ax.texts] == ["442", "280", "38", "450"]
    above = [text.get_position()[1] > bar.get_height() for text, bar in zip(ax.texts, ax.patches)]
    assert above == [False, True, True]
    assert list(ax.lines[0].get_ydata()) == [450, 450] and ax.lines[0].get_linestyle() == "--"


def test_sureness_counts_wrong_above_right_with_bounds_in_the_upper_bin():
    fig = DRAWN["sureness"]()
    heights = [[round(bar.get_height()) for bar in ax.containers[0]] for ax in fig.axes]
    assert heights == [[1, 0, 0, 0, 0, 0, 0, 0, 1, 1], [1] + [0] * 9,
                       [0, 0, 1, 0, 0, 0, 0, 0, 0, 2], [0, 0, 1] + [0] * 7]
    assert [bool(ax.patches[0].get_hatch()) for ax in fig.axes] == [True, True, False, False]
    assert [ax.get_title() for ax in fig.axes[:2]] == [
        "one window\n2 of 3 mistakes with p ≥ 0.9", "three windows\n0 of 1 mistakes with p ≥ 0.9"]


def test_slopes_lead_from_number_to_number():
    linear, mean, deep = (line.get_ydata() for line in DRAWN["slopes"]().axes[0].lines[:3])
    assert linear[0] == deep[0] and mean[0] < mean[1] < linear[1] < deep[1] < linear[0]
    np.testing.assert_allclose((linear[1] - mean[1]) / (linear[0] - mean[0]), 3.3 / 5.6)


def test_slopes_are_labelled_in_the_order_of_their_ends():
    upwards = sorted(DRAWN["slopes"]().axes[0].texts, key=lambda text: text.get_position()[1])
    assert [text.get_text() for text in upwards if text.get_position()[0] < 0] == ["90.2", "95.8", "95.8"]
    assert [text.get_text() for text in upwards if text.get_position()[0] > 1] == \
        ["90.8  mean", "94.1  Linear", "94.2  deep"]


def test_slope_between_equal_numbers_is_drawn():
    fig = draw_slopes({"a": (9, 9)}, "own", "strangers", "right, %")
    assert np.isfinite(fig.axes[0].lines[0].get_ydata()).all()


CROWDED = {
    "dots": lambda: draw_dots({f"machine {k} with batch norm": [286, 286, 286, 286, k] for k in range(12)},
                              "right", chosen="machine 11 with batch norm"),
    "rates": lambda: draw_rates({f"machine {k}": {10**(n / 2): [n] for n in range(-7, 2)} for k in range(4)},
                                "rate", "right"),
    "rates far apart": lambda: draw_rates({"SGD": {10**n: [n] for n in range(-4, 2)}}, "rate", "right"),
    "bars": lambda: draw_bars({f"machine\n{k}": 450 - 10 * k for k in range(8)}, "right", 450),
    "sureness": lambda: draw_sureness({title: (np.linspace(0.5, 1, 4000), np.arange(4000) % 9 > 0)
                                       for title in ("one window", "mean of three windows")}),
    "slopes at the top": lambda: draw_slopes(
        {f"machine {k} with batch norm": (98 + k / 100, 96) for k in range(7)} | {"mean": (60, 50)},
        "own", "strangers", "right, %"),
    "slopes at the bottom": lambda: draw_slopes(
        {f"machine {k} with batch norm": (60, 50) for k in range(7)} | {"mean": (98, 96)},
        "own", "strangers", "right, %"),
    "slopes without a slope": lambda: draw_slopes(dict.fromkeys("abcdefgh", (9, 9)), "own", "strangers", "%"),
}


@pytest.mark.parametrize("draw", CROWDED.values(), ids=CROWDED.keys())
def test_no_words_overlap_where_much_is_drawn(monkeypatch, draw):
    drawn, fig = [], draw()
    monkeypatch.setattr(matplotlib.text.Text, "draw", lambda text, renderer: drawn.append(text))
    styled(fig.draw_without_rendering)()
    boxes = {text: text.get_window_extent() for text in drawn if text.get_visible() and text.get_text()}
    assert len(boxes) > 10
    assert [(a.get_text(), b.get_text()) for a, b in itertools.combinations(boxes, 2)
            if boxes[a].overlaps(boxes[b])] == []


def test_one_cell_of_a_product_is_lit():
    cells = DRAWN["product"]().axes[0].patches
    lit = [cell.get_facecolor()[:3] != (1, 1, 1) for cell in cells]
    assert [sum(lit[:12]), sum(lit[12:18]), sum(lit[18:])] == [3, 3, 1]


def test_empty_images_give_an_empty_figure():
    assert words(draw_images(np.zeros((0, 64)), [])) == []


def test_style_is_undone_after_an_error():
    before = matplotlib.rcParams["font.size"]
    with pytest.raises(ZeroDivisionError):
        styled(lambda: 1 / 0)()
    assert matplotlib.rcParams["font.size"] == before


def test_curves_are_logarithmic_where_they_are_asked_to_be():
    for log in ("", "x", "y", "xy"):
        [ax] = draw_curves({"a": [3, 2, 1]}, "step", "loss", x=[1, 2, 3], log=log).axes
        assert [ax.get_xscale() == "log", ax.get_yscale() == "log"] == ["x" in log, "y" in log]


def test_shares_are_written_where_they_are_not_small():
    [ax] = draw_shares([[0.04, 0.96, 0], [0.5, 0.05, 0.45]], ["a", "b"], "box 0", "box").axes
    assert [text.get_text() for text in ax.texts] == ["0.96", "0.50", "0.05", "0.45"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["a", "b"]
