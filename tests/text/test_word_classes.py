"""Are word classes and lemmas the ones that spaCy's own rules give?"""

import pytest
import spacy
from spacy.tokens import Doc

from firsthand.text.parser import LINE_BREAK, english, model_path
from firsthand.text.word_classes import RULER, WORD_CLASSES, WordClasses

SET: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE"]

TEXTS = (
    "Ain't they gonna close the older bridge? C'mon, let's ask.\n\n\tI gotta see nuthin' of it.",
    "There are two mills, and there's one that the council has had rebuilt for them.",
    "The mayor's men did what they'd promised: it got better and faster.\n \nHers did not.",
    "Y'all saw it. The harbour at Tilcote was dredged; its quays, which leaked, held.",
    "",
    " \n ",
)


@pytest.fixture(scope="module")
def plain() -> spacy.language.Language:
    english()  # makes the way of starting sentences at lines known
    nlp = spacy.load(model_path())
    nlp.add_pipe(LINE_BREAK, before="parser")
    return nlp


def test_texts_are_parsed_as_by_spacys_own_rules(plain: spacy.language.Language) -> None:
    ours = english()
    assert WORD_CLASSES in ours.pipe_names
    assert RULER not in ours.pipe_names
    for text in (*TEXTS, *TEXTS):  # the second time from memory
        one, two = ours(text), plain(text)
        assert one.to_array(SET).tolist() == two.to_array(SET).tolist(), text
        assert [token.lemma_ for token in one] == [token.lemma_ for token in two], text


def test_of_two_rules_that_set_the_same_the_later_counts() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe(RULER)
    assert isinstance(ruler, spacy.pipeline.AttributeRuler)
    ruler.add([[{"LOWER": "weirs"}]], {"LEMMA": "weirs", "POS": "PROPN"})
    ruler.add([[{"LOWER": {"REGEX": "^weirs?$"}}]], {"LEMMA": "weir"})
    ruler.add([[{"LOWER": "the"}, {"LOWER": {"NOT_IN": ["old"]}}]], {"TAG": "NN"}, index=1)
    ruler.add([[{"LOWER": {"IN": ["weirs", "weir"]}}]], {"TAG": "NNS"})
    made = Doc(nlp.vocab, ["The", "weirs", "the", "locks", "old"])
    kept = ruler(made.copy())
    for quick in (WordClasses(ruler),) * 2:
        assert quick(made.copy()).to_array(SET).tolist() == kept.to_array(SET).tolist()
    assert [token.tag_ for token in kept] == ["", "NNS", "", "NN", ""]
    assert [token.lemma_ for token in kept][1] == "weir"
