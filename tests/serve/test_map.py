"""Does the map put each place where it is, say how exactly it is known, and say so in its list?"""

from dataclasses import replace
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest

from firsthand.model.findings import Findings
from firsthand.model.items import Place
from firsthand.model.reason import Provenance, Slot
from firsthand.model.report import Report
from firsthand.model.story import Event, State
from firsthand.serve.brief import render_brief
from firsthand.serve.drawings.map import Spot, draw_map
from firsthand.serve.drawings.outline import decode, load, trace
from firsthand.serve.views.evidence import Shelf
from firsthand.serve.views.map import CITES, MOST, MapView, view_map
from tests.serve.builders import at, report

TEXT = (
    "The bridge at Leipzig fell on Monday. Engineers from Halle and from Saxony came. "
    "Germany sent help, said Berlin. Someone in Sydney wrote a song about the Lusatia hills."
)
KNOWN = {
    "Leipzig": ("geonames:2879139", "city", "DE", "DE-SN", 51.34, 12.375),
    "Halle": ("geonames:2911522", "city", "DE", "DE-ST", 51.482, 11.97),
    "Saxony": ("DE-SN", "admin1", "DE", "DE-SN", 51.0, 13.25),
    "Germany": ("DE", "country", "DE", "", 51.5, 10.5),
    "Sydney": ("geonames:2147714", "city", "AU", "AU-NSW", -33.868, 151.207),
    "Lusatia": ("lusatia", "region", "DE", "", None, None),
}


def mention(one: Report, name: str, **more: Any) -> Place:  # noqa: ANN401 - any field
    key, level, country, unit, latitude, longitude = KNOWN[name]
    span = at(one, name)
    place = Place(f"place-{span}", span, name, "test@1", key, level, country, unit)
    return replace(place, latitude=latitude, longitude=longitude, **more)


def reports(number: int) -> tuple[Report, ...]:
    return tuple(report(f"{n}.txt", f"Paper {n}\n\n{TEXT}") for n in range(number))


def bridge(number: int = 1, *names: str, **more: Any) -> Findings:  # noqa: ANN401 - any field
    papers = reports(number)
    places = [mention(one, name, **more) for one in papers for name in names or KNOWN]
    where = Slot("Leipzig", (at(papers[0], "Leipzig"),), Provenance.EXPLICIT)
    event = Event(
        "event-1",
        "A bridge falls",
        "fall",
        (),
        "test@1",
        where=where,
        place_key=KNOWN["Leipzig"][0],
    )
    return Findings(reports=papers, places=tuple(places), events=(event,))


def view(findings: Findings) -> MapView:
    return view_map(findings, Shelf(findings.reports))


def test_the_outline_is_small_and_whole() -> None:
    data = files("firsthand").joinpath("data", "outline.json").read_bytes()
    assert len(data) < 60_000
    world = load()
    assert len(world.land) > 100
    for stroke in world.land:
        assert stroke.points[0] == stroke.points[-1]
        assert -360 <= stroke.west <= stroke.east <= 360
        steps = [abs(a[0] - b[0]) for a, b in pairwise(stroke.points)]
        assert max(step for step in steps[:-2]) < 90
        assert -90 <= stroke.south <= stroke.north <= 90
    names = [row[0] for row in world.countries]
    fiji = next(row for row in world.countries if row[0] == "Fiji")
    assert abs(fiji[1]) == pytest.approx(178, abs=2)
    assert len(set(names)) == len(names) > 150


def test_a_line_is_read_as_its_format_says() -> None:
    # The example of the format's own description, which counts in hundred-thousandths.
    points = decode("_p~iF~ps|U_ulLnnqC_mqNvxq`@")
    assert points == ((-120_200, 38_500), (-120_950, 40_700), (-126_453, 43_252))


def test_land_is_cut_off_at_the_window() -> None:
    window = (9.0, 50.0, 15.0, 53.0)
    inland = trace(load().land, window, lambda lon, lat: (lon * 100, lat * 100), closed=True)
    assert inland.count("M") == 1
    assert inland.endswith("z")
    borders = trace(load().borders, window, lambda lon, lat: (lon * 100, lat * 100), closed=False)
    assert borders
    assert "z" not in borders
    nothing = (-40.0, 30.0, -35.0, 35.0)
    assert not trace(load().land, nothing, lambda lon, lat: (lon, lat), closed=True)


def test_an_event_a_point_and_an_area_are_drawn_apart() -> None:
    chart = view(bridge()).chart
    assert chart is not None
    styles = {mark.title: mark.style for mark in chart.marks}
    assert styles["Leipzig"] == "event"
    assert styles["Halle"] == "mention"
    assert styles["Saxony"] == "mention whole"


def test_east_is_right_and_north_is_up() -> None:
    chart = view(bridge(2, "Leipzig", "Halle", "Saxony")).chart
    assert chart is not None
    at_name = {mark.title: mark for mark in chart.marks}
    assert at_name["Halle"].x < at_name["Leipzig"].x < at_name["Saxony"].x
    assert at_name["Halle"].y < at_name["Leipzig"].y < at_name["Saxony"].y


def test_what_is_far_or_has_no_point_is_told_beside_the_map() -> None:
    shown = view(bridge())
    assert [one.name for one in shown.drawn] == ["Leipzig", "Germany", "Halle", "Saxony"]
    assert [one.name for one in shown.outside] == ["Sydney"]
    assert [one.name for one in shown.unplaced] == ["Lusatia"]
    assert shown.told == (
        "4 places, 1 where an event happened, 2 of them whole countries, provinces or districts."
    )
    countries = view(replace(bridge(1, "Germany"), events=()))
    assert [one.name for one in countries.drawn] == ["Germany"]


def test_the_list_tells_precision_events_and_words() -> None:
    leipzig, germany, *_ = view(bridge(2)).drawn
    assert [event.tag for event in leipzig.events] == ["E1"]
    assert leipzig.precision == ""
    assert leipzig.within == "Saxony, Germany"
    assert [cite.quote for cite in leipzig.cites] == ["Leipzig"] * 2
    assert germany.precision == "whole country: the point is its centre"


def test_more_reports_make_a_larger_mark() -> None:
    few, many = view(bridge(1, "Halle")).chart, view(bridge(9, "Halle")).chart
    assert few is not None
    assert many is not None
    assert max(m.radius for m in few.marks) < max(m.radius for m in many.marks)
    halle = next(one for one in view(bridge(9, "Halle")).drawn if one.name == "Halle")
    assert (len(halle.cites), halle.more, halle.reports) == (CITES, 9 - CITES, 9)


@pytest.mark.parametrize(
    "more", [{"use": "associative"}, {"nested": True}, {"level": "demonym"}, {"use": "in a name"}]
)
def test_who_is_not_where(more: dict[str, Any]) -> None:
    assert [one.name for one in view(bridge(1, "Halle", **more)).drawn] == ["Leipzig"]


def test_an_uncertain_reading_says_what_else_it_might_be() -> None:
    sure = bridge(1, "Leipzig", alternatives=("geonames:2911522",), score=0.95)
    assert view(sure).drawn[0].perhaps == ()
    open_ = bridge(1, "Leipzig", alternatives=("geonames:2147714", "DE", "no-such"), score=0.6)
    assert view(open_).drawn[0].perhaps == (
        "Sydney (town in New South Wales, Australia)",
        "Germany (country)",
    )
    page = render_brief(open_)
    assert "uncertain, could also be Sydney (town in New South Wales, Australia) or" in page


def test_a_name_in_capitals_gives_way_to_the_same_in_small_letters() -> None:
    one = report("1.txt", "PORT ELMSAY, 3 March - The quay of Port Elmsay burnt.")
    names = ("PORT ELMSAY", "Port Elmsay")
    places = tuple(Place(name, at(one, name), name, "test@1") for name in names)
    (elmsay,) = view(Findings(reports=(one,), places=places)).unplaced
    assert (elmsay.name, elmsay.reports) == ("Port Elmsay", 1)


def test_a_rejected_event_is_no_event_here() -> None:
    findings = bridge(1, "Leipzig")
    rejected = replace(findings.events[0], state=State.REJECTED)
    chart = view(replace(findings, events=(rejected,))).chart
    assert chart is not None
    assert [mark.event for mark in chart.marks] == [False]


def test_an_events_place_that_no_mention_counts_for_is_looked_up() -> None:
    event = Event(
        "event-1", "Song", "song", (), "test@1", where=Slot("Sydney"), place_key="geonames:2147714"
    )
    (sydney,) = view(Findings(events=(event,))).drawn
    assert (sydney.name, sydney.reports) == ("Sydney", 0)


def test_nothing_is_drawn_without_coordinates() -> None:
    assert view(Findings()).chart is None
    assert "Nothing is drawn: these reports name no place." in render_brief(Findings())
    papers = reports(1)
    findings = Findings(reports=papers, places=(mention(papers[0], "Lusatia"),))
    assert view(findings).chart is None
    assert "no place named in these reports has coordinates" in render_brief(findings)


def test_a_map_goes_across_the_date_line() -> None:
    def spot(number: int, latitude: float, longitude: float) -> Spot:
        return Spot(
            f"p{number}",
            f"P{number}",
            latitude,
            longitude,
            whole=False,
            country=False,
            event=True,
            reports=1,
            href="#",
        )

    chart = draw_map([spot(1, -17.8, 178.2), spot(2, -13.8, -171.8)])
    assert chart is not None
    west, east = sorted(chart.marks, key=lambda mark: mark.title)
    assert west.x < east.x
    assert int(chart.bar[1].split()[0]) <= 500


def test_places_too_close_to_tell_apart_share_a_mark() -> None:
    papers = reports(1)
    near = replace(mention(papers[0], "Halle"), latitude=51.345, longitude=12.38)
    findings = bridge(1, "Leipzig")
    shown = view(replace(findings, places=(*findings.places, near)))
    assert shown.chart is not None
    (mark,) = shown.chart.marks
    assert mark.event
    assert mark.label is not None
    assert mark.label.text == "Leipzig, Halle"
    assert len(shown.drawn) == 2


def test_beyond_the_most_places_only_names_are_told() -> None:
    words = " ".join(f"Town{n}" for n in range(MOST + 3))
    one = report("1.txt", words)
    places = []
    for number, name in enumerate(words.split()):
        span = one.span(words.index(name), words.index(name) + len(name))
        place = Place(f"p{number}", span, name, "test@1", f"given:{name}", "city")
        places.append(replace(place, latitude=number / 10, longitude=number / 7))
    shown = view(Findings(reports=(one,), places=tuple(places)))
    assert len(shown.drawn) + len(shown.outside) == MOST
    assert len(shown.rest) == 3
    assert len(shown) == MOST + 3


def test_names_from_outside_are_escaped_and_the_map_is_small() -> None:
    findings = bridge(3)
    evil = replace(findings.places[0], name='<b onclick="x">&')
    page = render_brief(replace(findings, places=(evil, *findings.places[1:])))
    assert "<b onclick" not in page
    section = page.partition('<section id="map"')[2].partition("</section>")[0]
    assert "style=" not in section
    assert len(section.encode()) < 40_000
