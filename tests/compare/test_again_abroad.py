"""Are names found that only reports in other letters show to be names?"""

from dataclasses import replace

from firsthand.analyse.names import find_names
from firsthand.compare.again import named_again
from firsthand.compare.again_abroad import RULE
from firsthand.model.findings import Found
from firsthand.text.reading import read
from tests.analyse.test_names import report


def further(*told: tuple[str, str]) -> list[list[tuple[str, str, list[str]]]]:
    """Read reports of one event and list the names that the others added to each."""
    reports = [
        replace(report(text, language), id=f"r{n}") for n, (language, text) in enumerate(told)
    ]
    founds = {}
    for one in reports:
        founds[one.id] = Found(one.id, names=find_names(read(one), ()))
    added = named_again(reports, founds)
    return [
        [
            (name.span.quote, name.form, [role.quote for role in name.roles])
            for name in added[one.id].names
            if name.rule == RULE
        ]
        for one in reports
    ]


FRENCH = (
    "fr",
    "La ministre Solveig Grandin-Tolvane a parlé. Le maire Guillaume Pertuis a répondu.",
)


def test_names_of_latin_letters_are_found_in_arabic() -> None:
    text = (
        "قالت وزيرة المياه الفرنسية سولفيغ غراندان تولفان إن الطريق طويل. "
        "ودعا غيوم بيرتوي إلى الصبر. وردت غراندان تولفان بالقبول."
    )
    arabic = ("ar", text)
    found = further(FRENCH, arabic)[1]
    assert found[0] == ("سولفيغ غراندان تولفان", "full", ["وزيرة المياه الفرنسية"])
    assert ("غراندان تولفان", "short", []) in found


def test_other_words_with_some_of_the_consonants_are_no_names() -> None:
    arabic = ("ar", "قال الوزير إن سلفة الطريق طويلة وإن غرامة التل كبيرة.")
    assert further(FRENCH, arabic)[1] == []


def test_han_names_are_found_in_the_other_language_that_writes_them_so() -> None:
    japanese = ("ja", "高橋義広市長は三日、点検を求めた。")
    chinese = ("zh", "日本市长高桥义广要求检查所有仓库。")
    found = further(japanese, chinese)[1]
    assert [quote for quote, _, _ in found] == ["高桥义广"]
    assert further(japanese, ("zh", "高桥下面广场很大。"))[1] == []
