"""The figures of the course: each function draws data and returns a matplotlib Figure."""

from .connections import draw_connections, draw_touched
from .curves import draw_activations, draw_curves, draw_fits, draw_histogram, draw_signals
from .images import draw_images, draw_reading, draw_scores, draw_strip, draw_weights
from .matrices import (
    draw_broadcast,
    draw_confusion,
    draw_matrix,
    draw_product,
    draw_shares,
    draw_two_readings,
)
from .plane import draw_boundaries, draw_half_planes, draw_shadow
from .regions import draw_grids, draw_hidden, draw_regions
from .results import draw_bars, draw_dots, draw_rates, draw_slopes, draw_sureness
from .style import show

__all__ = [
    "draw_activations", "draw_bars", "draw_boundaries", "draw_broadcast", "draw_confusion",
    "draw_connections", "draw_curves", "draw_dots", "draw_fits", "draw_grids", "draw_half_planes",
    "draw_hidden", "draw_histogram", "draw_images", "draw_matrix", "draw_product", "draw_rates",
    "draw_reading", "draw_regions", "draw_scores", "draw_shadow", "draw_shares", "draw_signals",
    "draw_slopes", "draw_strip", "draw_sureness", "draw_touched", "draw_two_readings", "draw_weights", "show",
]
