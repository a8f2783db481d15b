"""Does the benchmark get the candidates it writes, from sentences of our own?"""

from typing import Any

import pytest

from evals.recognizer_times import answers, length, returning

NOW = "2031-05-14T10:00:00"


def answered(text: str, language: str = "en") -> dict[str, dict[str, Any]]:
    return {a["text"]: a["values"][0] for a in answers(text, language, NOW)}


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("The ferry left on 3 May 2031.", "3 May 2031", {"value": "2031-05-03"}),
        ("It closed in June 2030.", "June 2030", {"start": "2030-06-01", "end": "2030-07-01"}),
        ("It rang at 5 p.m. sharp.", "5 p.m.", {"value": "17:00:00"}),
        ("It sat for three days.", "three days", {"timex": "P3D", "value": "259200"}),
        ("It sat for a few hours.", "a few hours", {"timex": "PT3H", "value": "10800"}),
        ("It fell before 2018.", "before 2018", {"timex": "2018", "end": "2018-01-01"}),
        ("It ran from May to July 2030.", "from May to July 2030", {"end": "2030-07-01"}),
        ("We came two years ago.", "two years ago", {"value": "2029-05-14"}),
        ("It opens next Friday.", "next Friday", {"value": "2031-05-23"}),
        ("It rained in the morning.", "in the morning", {"timex": "TMO", "start": "08:00:00"}),
        ("It shuts every Monday at 9 am.", "every Monday at 9 am", {"timex": "XXXX-WXX-1T09"}),
        ("It began in late 2030.", "late 2030", {"start": "2030-09-01", "end": "2031-01-01"}),
        ("It shut for the next quarter.", "next quarter", {"start": "2031-07-01"}),
    ],
)
def test_conventions(text: str, quote: str, expected: dict[str, str]) -> None:
    value = answered(text)[quote]
    assert {name: value.get(name) for name in expected} == expected


def test_a_named_day_and_its_hour_are_two_items() -> None:
    found = answered("They open on Christmas Eve at 6 p.m. again.")
    assert found["Christmas Eve"] == {"value": "2030-12-24"}
    assert found["6 p.m."] == {"value": "18:00:00"}


def test_chinese() -> None:
    found = answered("大桥2018年以前开工，下午三点到五点关闭。", "zh")
    assert found["2018年以前"] == {"timex": "2018", "end": "2018-01-01"}
    assert found["下午三点到五点"] == {"start": "15:00:00", "end": "17:00:00"}


def test_lengths_in_seconds() -> None:
    assert length("P1Y2M")["value"] == str((365 + 60) * 86400)
    assert length("PT1H30M")["value"] == "5400"
    assert returning("XXXX-XX-XXT15:00") == "T15"
