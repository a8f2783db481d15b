"""Are values drawn in order, on a scale that fits them?"""

import pytest

from firsthand.serve.desk.chart import WIDTH, Point, draw_chart, short


def point(
    value: float, low: float | None = None, high: float | None = None, group: str = "Orrin"
) -> Point:
    return Point(
        group, "2031", "lamps", value, low, high, f"{value}", "R1", "/figures", is_plan=False
    )


def test_larger_values_stand_further_right() -> None:
    chart = draw_chart([point(v, v, v) for v in (3.0, 40.0, 12.0)], "three")
    first, last, middle = (mark.x for mark in chart.marks)
    assert first < middle < last
    assert all(0 < mark.x < WIDTH for mark in chart.marks)


def test_an_open_bound_points_the_way() -> None:
    over, under, exact = draw_chart([point(5, 5), point(5, None, 5), point(5, 5, 5)], "").marks
    assert (over.arrow, under.arrow, exact.arrow) == ("right", "left", "")


@pytest.mark.parametrize(
    "values", [(0.0, 0.0), (-5.0, 5.0), (1e-6, 1e12), (7.0, 7.0), (-3.0, -1.0)]
)
def test_every_scale_holds_its_values(values: tuple[float, ...]) -> None:
    chart = draw_chart([point(value, value, value) for value in values], "")
    assert all(0 <= mark.x <= WIDTH for mark in chart.marks)
    assert all(0 <= x <= WIDTH for x, _ in chart.ticks)


def test_each_place_has_one_heading() -> None:
    chart = draw_chart([point(1, group="A"), point(2, group="A"), point(3, group="B")], "")
    assert [said for _, said in chart.groups] == ["A", "B"]


def test_large_numbers_are_short() -> None:
    assert short(1_500_000) == "1.5 M"
    assert short(0.25) == "0.25"
