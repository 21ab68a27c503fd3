"""Rows of small bars, one above the other, on the same weeks: what changed is seen at a glance, and
every number stands at its bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from paper.sheet import FONTS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties

DARK, LIGHT = "#1f4e79", "#a9c4de"  # told apart without colours, too
INK, FAINT = "#1a1a1a", "#6e6e6e"
WIDTH, ROW, DOTS = 7.2, 0.95, 150  # inches, inches, dots an inch


@dataclass(frozen=True)
class Row:
    label: str
    values: Sequence[float | None]  # None: there is nothing to tell
    words: Sequence[str]  # at the bars
    dark: bool = False
    own_scale: bool = False  # the other rows share one, so that their bars compare


@dataclass(frozen=True)
class WeeklyChart:
    title: str  # what is to be seen, in a sentence
    below: str  # what the weeks are
    weeks: Sequence[str]
    rows: Sequence[Row]


def weekly_chart(chart: WeeklyChart) -> bytes:
    """A PNG. It takes a good part of a second: call it in a thread."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure  # without pyplot, which keeps figures for all threads
    from matplotlib.font_manager import FontProperties

    font, bold = (
        FontProperties(fname=str(FONTS / name))
        for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
    )
    figure = Figure(figsize=(WIDTH, ROW * len(chart.rows) + 1.5), dpi=DOTS)
    FigureCanvasAgg(figure)
    height = figure.get_figheight()
    figure.text(
        0.03, 1 - 0.22 / height, chart.title, va="top", color=INK, wrap=True, font=bold, size=13
    )
    common = max(value or 0 for row in chart.rows if not row.own_scale for value in row.values)
    panels = figure.subplots(len(chart.rows), 1, sharex=True, squeeze=False)[:, 0]
    for panel, row in zip(panels, chart.rows, strict=True):
        highest = max(value or 0 for value in row.values) if row.own_scale else common
        _draw(panel, row, highest or 1, font, bold)
    panels[-1].set_xticks(range(len(chart.weeks)), chart.weeks, font=font, size=9, color=FAINT)
    panels[-1].set_xlabel(chart.below, font=font, size=9, color=FAINT)
    figure.subplots_adjust(
        left=0.03, right=0.97, top=1 - 1.05 / height, bottom=0.6 / height, hspace=0.5
    )
    file = BytesIO()
    figure.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()


def _draw(
    panel: Axes, row: Row, highest: float, font: FontProperties, bold: FontProperties
) -> None:
    label = bold if row.dark else font
    panel.set_title(row.label, loc="left", font=label, size=10, color=INK, pad=3)
    bars = panel.bar(
        range(len(row.values)),
        [value or 0 for value in row.values],
        width=0.7,
        color=DARK if row.dark else LIGHT,
    )
    for bar, words in zip(bars, row.words, strict=True):
        place = (bar.get_x() + bar.get_width() / 2, bar.get_height())
        panel.annotate(
            words, place, (0, 2), textcoords="offset points", ha="center", va="bottom",
            font=font, size=9, color=INK,
        )  # fmt: skip
    panel.set_ylim(0, highest * 1.45)
    panel.set_yticks([])
    panel.tick_params(axis="x", length=0)
    for side in ("left", "right", "top"):
        panel.spines[side].set_visible(False)
    panel.spines["bottom"].set_color(LIGHT)
