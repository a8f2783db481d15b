"""Is every place in the list once, every mark inside the map, and no name over another?"""

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.model.findings import Findings
from firsthand.model.items import Place
from firsthand.serve.drawings.labels import box_of, touch
from firsthand.serve.drawings.map import LARGE, Spot, choose_frame, draw_map
from firsthand.serve.drawings.strip import GRAINS, draw_strip
from firsthand.serve.views.evidence import Shelf
from firsthand.serve.views.map import view_map
from tests.serve.builders import report

NAMES = ("Elm", "Long Quay on the Water", "北の港", "ميناء", "O")


@st.composite
def spots(draw: st.DrawFn) -> list[Spot]:
    whole = draw(st.booleans())
    around = st.sampled_from((0.0, 0.01, 0.3, 4.0, 40.0))
    base = draw(st.floats(-89, 89)), draw(st.floats(-180, 180))
    made = []
    for number in range(draw(st.integers(1, 14))):
        up, across = (draw(around) * draw(st.sampled_from((-1, 1))) for _ in range(2))
        made.append(
            Spot(
                f"place-{number}",
                draw(st.sampled_from(NAMES)),
                max(-90.0, min(90.0, base[0] + up)),
                (base[1] + across + 180) % 360 - 180,
                whole=whole and draw(st.booleans()),
                country=draw(st.booleans()),
                event=draw(st.booleans()),
                reports=draw(st.integers(0, 90)),
                href="#x",
            )
        )
    return made


@settings(max_examples=60, deadline=None)
@given(spots())
def test_marks_and_names_are_inside_the_map_and_apart(made: list[Spot]) -> None:
    chart = draw_map(made)
    assert chart is not None
    drawn = [name for mark in chart.marks for name in mark.members]
    assert drawn
    assert len(set(drawn)) == len(drawn)
    frame = choose_frame(made)
    assert set(drawn) == {spot.id for spot in made if frame.holds(spot)}
    for mark in chart.marks:
        assert mark.radius <= LARGE
        assert mark.radius < mark.x < chart.width - mark.radius
        assert mark.radius < mark.y < chart.height - mark.radius
    boxes = [box_of(mark.label) for mark in chart.marks if mark.label]
    assert not any(touch(a, b) for a, b in combinations(boxes, 2))
    for box in boxes:
        assert 0 <= box[0] < box[2] <= chart.width
        assert 0 <= box[1] < box[3] <= chart.height
    assert len(chart.land) + len(chart.borders) < 25_000


@settings(max_examples=60, deadline=None)
@given(spots())
def test_events_are_never_left_outside(made: list[Spot]) -> None:
    chart = draw_map(made)
    assert chart is not None
    finer = [spot for spot in made if not spot.country] or made
    assert {spot.id for spot in finer if spot.event} <= chart.placed


@settings(max_examples=40, deadline=None)
@given(spots())
def test_every_place_is_in_the_list_once(made: list[Spot]) -> None:
    text = " ".join(spot.id for spot in made)
    one = report("1.txt", text)
    places = [
        Place(
            spot.id,
            one.span(text.index(spot.id), text.index(spot.id) + len(spot.id)),
            spot.name,
            "test@1",
            spot.id,
            "country" if spot.country else "city",
            latitude=spot.latitude if spot.reports % 3 else None,
            longitude=spot.longitude,
        )
        for spot in made
    ]
    findings = Findings(reports=(one,), places=tuple(places))
    shown = view_map(findings, Shelf(findings.reports))
    listed = [view.id for view in (*shown.drawn, *shown.outside, *shown.unplaced)]
    assert len(set(listed)) == len(listed) == len(made)
    assert (shown.chart.placed if shown.chart else set()) == {view.id for view in shown.drawn}


DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("event", "named")), DAYS, st.integers(0, 900))))
def test_every_mark_is_on_the_strip(marks: list[tuple[str, date, int]]) -> None:
    strip = draw_strip([(kind, (day, day + timedelta(days=more))) for kind, day, more in marks])
    assert (strip is None) == (not marks)
    for grain, dots, bars in strip.dots if strip else ():
        assert grain in GRAINS
        assert all(0 < dot.x < 100 for dot in dots)
        assert all(0 < bar.x <= bar.end < 100 for bar in bars)
        told = sum(dot.number for dot in dots) + len(bars)
        assert told <= len(marks)
        assert told == len(marks) or len(bars) < len(marks)
    assert all(0 < tick.x < 100 for tick in strip.ticks) if strip else True
