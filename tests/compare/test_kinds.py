import pytest

from firsthand.compare import kinds
from firsthand.compare.kinds import find_kinds
from firsthand.lang import languages
from firsthand.model.span import Span

NO_KINDS = [
    ("The bridge opened on March 12, 2031.", "en"),
    ("The bridge opened on 12 March.", "en"),
    ("It was cold in March and warm in May.", "en"),
    ("the bridge opened on march 12", "en"),
    ("The dancers strike a pose before the crowd.", "en"),
    ("Two climbers reached the summit of Mount Ebbe.", "en"),
    ("The minister may fire at will, he joked.", "en"),
    ("She joined the fire department of Vik.", "en"),
    ("A spokesman for the Election Commission declined to speak.", "en"),
    ("Farmers near Storm Lake sold their cows.", "en"),
    ("Members told Congress that they would wait.", "en"),
    ("The town spent more on flood control.", "en"),
    ("Zum Beispiel kostet die Auswahl mehr.", "de"),
    ("Wir treffen Leute aus dem Umkreis.", "de"),
    ("De laptop van de burgemeester is weg.", "nl"),
    ("Al final, la gente se fue a casa.", "es"),
    ("На судне было тихо.", "ru"),
]
KINDS = [
    ("Thousands joined a march through Vik.", "en", "protest"),
    ("Miners went on strike in Ostby.", "en", "protest"),
    ("Fire Destroys Old Cinema In Kellan", "en", "fire"),
    ("FIRE IN KELLAN", "en", "fire"),
    ("They spoke at the Sund Fishery Conference on Monday.", "en", "conference"),
    ("Das Treffen endete am Abend.", "de", "meeting"),
    ("kommt ein treffen", "de", "meeting"),
    ("La Cumbre de Valdoro terminó.", "es", "summit"),
]


@pytest.mark.parametrize(("text", "language"), NO_KINDS)
def test_months_idioms_and_names_are_no_kinds(text: str, language: str) -> None:
    assert find_kinds(text, language) == []


@pytest.mark.parametrize(("text", "language", "kind"), KINDS)
def test_true_kinds_still_count(text: str, language: str, kind: str) -> None:
    assert [word.kind for word in find_kinds(text, language)] == [kind]


def test_words_inside_dates_places_and_people_are_no_kinds() -> None:
    text = "Anna war glad of the flood."
    taken = [Span.of("x", text, 0, 8)]
    assert [word.kind for word in find_kinds(text, "en", taken=taken)] == ["flood"]
    assert len(find_kinds(text, "en")) == 2


@pytest.mark.parametrize("language", languages("events"))
def test_looking_only_at_likely_words_misses_no_match(language: str) -> None:
    pattern, _ = kinds._pattern(language)
    words = [w for row in kinds.events_table(language)["kinds"].values() for w in row["words"]]
    frames = ("{}", "{}s", "ge{}", "xy{}en", "le-{}!", "{} {}", "({})", "Łı{}", "{}ſ", "x {}İ")
    for word in words:
        for form in (word, word.upper(), word.capitalize()):
            text = " ".join(frame.replace("{}", form) for frame in frames)
            found = [m.span() for m in kinds._matches(text, language, 1, len(text))]
            assert found == [m.span() for m in pattern.finditer(text, 1, len(text))]
