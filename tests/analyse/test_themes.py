"""Are themes found by their keywords, the same whether or not the cheap look-ahead is taken?"""

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.analyse.statements import themes
from firsthand.lang import lexicon

THIRTEEN = 13
MOST_TOPIC = 23
WORDS = st.sampled_from(
    [
        *("farm", "Farms", "food security", "5G", "train", "trains", "gas", "the", "of", "grid"),
        *("rail", "tax", "net zero", "Opening-up", "the wind power", "birth", "-", "schools", "."),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=8))
def test_look_ahead_changes_nothing(words: list[str]) -> None:
    text = " ".join(words)
    scores = [themes._score(theme, text) for theme in themes.load_themes("en")]
    assert [score for score, _, _ in themes._scores("en", text)] == scores


def test_themes_are_thirteen_with_an_agenda_topic_each() -> None:
    found = themes.load_themes("en")
    assert len(found) == THIRTEEN
    assert all(1 <= themes.agenda_topic(theme.code) <= MOST_TOPIC for theme in found)
    assert {t["code"] for t in lexicon("en", "themes")["themes"]} == {t.code for t in found}


def test_special_theme_goes_before_the_general_one() -> None:
    assert themes.find_themes("en", ("modernise the power grid",))[0] == "ENERGY"


def test_wider_context_is_read_when_the_text_names_no_theme() -> None:
    assert themes.find_themes("en", ("do so soon", "plant trees along the river")) == ("ECO",)
