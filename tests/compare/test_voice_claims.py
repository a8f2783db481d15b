"""Is a lost or moved attribution told from a speaker whom the program failed to find?"""

from dataclasses import replace

from firsthand.compare.text_claims import text_claims
from firsthand.compare.voice_claims import persons_by_spelling
from firsthand.model.findings import Found
from firsthand.model.items import Name, NameKind, Statement, StatementKind
from firsthand.model.report import Report
from firsthand.model.story import Comparison, Entity
from tests.compare.builders import case, cut, found, make_report, statement

WORDS = "the northern river wall will protect every village below the dam"
ADA = Entity("entity-1", "Ada Nkosi", NameKind.PERSON, (), "test@1")
TOM = Entity("entity-2", "Tom Brandel", NameKind.PERSON, (), "test@1")


def said(report: Report, who: str, act: str = "say") -> Statement:
    told = statement(report, WORDS, who, act)
    return replace(told, source=cut(report, who)) if who in report.text else told


def voices(*pairs: tuple[Report, Found]) -> list[Comparison]:
    claims = text_claims(case(*pairs), persons_by_spelling([ADA, TOM]), ())
    return [claim for claim in claims if claim.kind == "attribution"]


ONE = make_report("a.txt", f"Ada Nkosi said that {WORDS}.")
HERS = (ONE, found(ONE, said(ONE, "Ada Nkosi")))


def test_words_in_a_reports_own_voice_have_lost_their_speaker() -> None:
    two = make_report("b.txt", f"Officials met. In spring {WORDS}.")
    (claim,) = voices(HERS, (two, found(two)))
    assert {v.value for v in claim.versions} == {"Ada Nkosi", "the report itself"}
    assert claim.slot == "attribution"


def test_a_paragraph_with_quotation_marks_is_not_a_reports_own_voice() -> None:
    two = make_report("b.txt", f"“In spring {WORDS}.”")
    assert not voices(HERS, (two, found(two)))


def test_a_message_shown_without_marks_has_not_lost_its_speaker() -> None:
    """The words in quotation marks elsewhere are the same to the letter."""
    two = make_report("b.txt", f"He wrote on his page.\n{WORDS.capitalize()}.")
    quoted = replace(said(ONE, "Ada Nkosi"), kind=StatementKind.DIRECT)
    assert voices(HERS, (two, found(two)))
    assert not voices((ONE, found(ONE, quoted)), (two, found(two)))


def test_a_list_of_persons_is_nobodys_claim() -> None:
    names = ("Ada Nkosi", "Tom Brandel", "Ilse Varga", "Ruth Oyelaran")
    words = f"{names[1]}, {names[2]} and {names[3]} arrived"
    pairs = []
    for number, text in enumerate((f"Ada Nkosi said that {words}.", f"In spring {words}.")):
        report = make_report(f"{number}.txt", text)
        told = found(report)
        if not number:
            by = replace(statement(report, words, names[0]), source=cut(report, names[0]))
            told = found(report, by)
        spans = [cut(report, name) for name in names if name in text]
        persons = tuple(Name(str(span.start), span, NameKind.PERSON, "test@1") for span in spans)
        pairs.append((report, replace(told, names=persons)))
    assert not voices(*pairs)


def test_a_paragraph_in_which_somebody_speaks_is_not_a_reports_own_voice() -> None:
    two = make_report("b.txt", f"In spring {WORDS}. The mayor hopes so.")
    hopes = statement(two, "The mayor hopes so", "")
    assert not voices(HERS, (two, found(two, hopes)))


def test_a_sentence_that_names_the_speaker_has_not_lost_her() -> None:
    two = make_report("b.txt", f"For Ms Nkosi {WORDS}.")
    assert not voices(HERS, (two, found(two)))


def test_what_was_promised_and_then_done_is_no_lost_attribution() -> None:
    two = make_report("b.txt", f"In spring {WORDS}.")
    assert not voices((ONE, found(ONE, said(ONE, "Ada Nkosi", "promise"))), (two, found(two)))


def test_words_move_only_between_speakers_whom_both_sentences_name() -> None:
    two = make_report("b.txt", f"Tom Brandel said that {WORDS}.")
    (claim,) = voices(HERS, (two, found(two, said(two, "Tom Brandel"))))
    assert {v.value for v in claim.versions} == {"Ada Nkosi", "Tom Brandel"}
    three = make_report("c.txt", f"He said that {WORDS}.")
    assert not voices(HERS, (three, found(three, said(three, "Tom Brandel"))))


def test_a_few_words_are_nobodys_claim() -> None:
    one = make_report("a.txt", "Ada Nkosi said that the river wall will stand.")
    two = make_report("b.txt", "People hope the river wall will stand.")
    hers = statement(one, "the river wall will stand", "Ada Nkosi")
    assert not voices((one, found(one, hers)), (two, found(two)))


def test_a_sentence_that_speaks_of_itself_is_no_reports_own_voice() -> None:
    two = make_report("b.txt", f"We know {WORDS}.")
    assert not voices(HERS, (two, found(two)))


def test_a_speech_shown_without_marks_has_its_speaker_lines_away() -> None:
    told = (f"In spring {WORDS}.", "They have seen it.", "The dam held. The mayor was glad.")
    plain = make_report("b.txt", "\n".join(told))
    assert voices(HERS, (plain, found(plain)))
    speech = make_report("c.txt", "\n".join((*told[:2], "I know what our dam can do.")))
    assert not voices(HERS, (speech, found(speech)))
    quoted = make_report("d.txt", "\n".join((*told[:2], "“I know what our dam can do.”")))
    assert voices(HERS, (quoted, found(quoted)))


def test_who_denies_a_thing_does_not_say_it() -> None:
    two = make_report("b.txt", f"In spring {WORDS}.")
    assert not voices((ONE, found(ONE, said(ONE, "Ada Nkosi", "deny"))), (two, found(two)))
