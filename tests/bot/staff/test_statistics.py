"""The picture of `/statystyka`, opened by a program that did not draw it, and its words."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image

from bot.staff.statistics import caption, chart
from ebok.cases.case import CaseTopic
from ebok.cases.statistics import WEEKS, Statistics
from locales import LANGUAGES
from locales.speech import speaking
from paper.statistics import DARK, weekly_chart

COUNTS = {topic: [0] * WEEKS for topic in CaseTopic} | {
    CaseTopic.FAULT: [5, 8, 3, 6, 9, 12, 4, 2],
    CaseTopic.FEES: [3, 2, 4, 1, 0, 2, 3, 1],
}
FIGURES = Statistics(
    [date(2026, 10, 5) + timedelta(weeks=number) for number in range(WEEKS)],
    COUNTS,
    [3.25, 2.5, None, 8.0, 1.2, 4.0, 5.0, 0.5],
    3.125,
    2,
    True,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_fits_a_telephone_and_a_message(language: str) -> None:
    with speaking(language):
        picture = weekly_chart(chart(FIGURES))
    opened = Image.open(BytesIO(picture))
    assert opened.format == "PNG"
    assert (opened.width, 900 <= opened.height <= 1300) == (1080, True)
    assert len(picture) < 200_000


def test_only_the_topic_of_the_title_is_dark() -> None:
    assert [row.dark for row in chart(FIGURES).rows] == [False, True, False, False, False, False]
    picture = Image.open(BytesIO(weekly_chart(chart(FIGURES)))).convert("RGB")
    colours = {colour for _count, colour in picture.getcolors(1 << 24) or []}
    assert tuple(bytes.fromhex(DARK.removeprefix("#"))) in colours


def test_the_same_figures_stand_in_words() -> None:
    said = caption(FIGURES)
    assert "Najczęstszy temat to Usterka: 49 z 65 w 8 tygodni." in said
    assert "Opłaty: 16, w tym tygodniu 1" in said
    assert "połowa w ciągu 3,1 godz. pracy biura" in said
    assert "Nadal bez odpowiedzi: 2" in said
