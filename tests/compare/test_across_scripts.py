"""Are persons named in two scripts joined where only one fits?"""

from dataclasses import replace

from firsthand.compare.across_scripts import join_across_scripts
from firsthand.compare.forms import Card
from firsthand.compare.namesakes import join_people
from firsthand.compare.sorting import _named_in_the_east
from firsthand.model.items import Name, NameKind
from firsthand.model.span import Span


def card(text: str, language: str, form: str = "full", role: str = "") -> Card:
    report = f"{language}-{text}-{role}"
    whole = f"{text} {role}"
    span = Span.of(report, whole, 0, len(text))
    roles = (Span.of(report, whole, len(text) + 1, len(whole)),) if role else ()
    name = Name(f"n-{report}", span, NameKind.PERSON, "test@1", form=form, roles=roles)
    return Card.of(name, language)


def names(people: list[list[Card]]) -> list[list[str]]:
    return sorted(sorted(c.text for c in cards) for cards in people)


def test_full_and_short_names_of_three_languages_are_one_person() -> None:
    cards = [
        card("中村和夫", "ja", role="知事"),
        card("中村", "ja", "short", "知事"),
        card("Kazuo Nakamura", "en", role="governor"),
        card("Nakamura", "en", "short"),
        card("李强", "zh"),
        card("한지민", "ko"),
        card("Han Ji-min", "en"),
    ]
    assert names(join_people(cards)) == [
        ["Han Ji-min", "한지민"],
        ["Kazuo Nakamura", "Nakamura", "中村", "中村和夫"],
        ["李强"],
    ]


def test_a_name_in_chinese_characters_is_that_of_the_japanese() -> None:
    cards = [card("高橋実", "ja"), card("高桥实", "zh"), card("高桥诚", "zh")]
    assert names(join_people(cards)) == [["高桥实", "高橋実"], ["高桥诚"]]


def test_two_that_fit_stay_apart() -> None:
    cards = [card("伊藤孝", "ja"), card("伊藤隆", "ja"), card("Takashi Ito", "en")]
    assert len(join_people(cards)) == 3


def test_a_family_name_alone_is_that_of_the_only_one_called_so() -> None:
    cards = [card("伊藤孝", "ja", role="市長"), card("Ito", "en", "short", "mayor")]
    assert names(join_people(cards)) == [["Ito", "伊藤孝"]]
    both = [card("伊藤", "ja", "short", "市長"), card("Ito", "en", "short", "mayor")]
    assert names(join_people(both)) == [["Ito", "伊藤"]]
    others = [card("伊藤", "ja", "short", "社長"), card("Ito", "en", "short", "mayor")]
    assert names(join_people(others)) == [["Ito"], ["伊藤"]]


def test_over_several_events_only_sure_readings_join() -> None:
    people = [[card("マリア・ロペス", "ja")], [card("Maria Lopez", "en")]]
    join_across_scripts(people, in_one_event=False)
    assert len(people) == 2
    join_across_scripts(people, in_one_event=True)
    assert len(people) == 1


def test_a_name_taken_for_a_body_is_the_person_whose_name_it_reads() -> None:
    person = card("中島勇", "ja", role="船長")
    body = card("Isamu Nakajima", "en")
    body = replace(body, name=replace(body.name, kind=NameKind.ORGANISATION))
    other = card("Harbour Union", "en")
    other = replace(other, name=replace(other.name, kind=NameKind.ORGANISATION))
    assert _named_in_the_east([person, body, other]) == {"isamu nakajima": NameKind.PERSON}
    assert _named_in_the_east([body, other]) == {}


def test_a_foreign_name_in_korean_is_read_by_its_consonants() -> None:
    cards = [
        card("수하르토 위보워", "ko", role="대통령"),
        card("수하르토", "ko", "short", "대통령"),
        card("Suharto Wibowo", "id", role="Presiden"),
        card("존 스미스", "ko"),
        card("Joan Smolt", "en"),
    ]
    assert names(join_people(cards)) == [
        ["Joan Smolt"],
        ["Suharto Wibowo", "수하르토", "수하르토 위보워"],
        ["존 스미스"],
    ]


def test_two_spellings_of_one_korean_name_are_one_person() -> None:
    cards = [card("서민재", "ko"), card("Seo Min-jae", "id"), card("Suh Min-jae", "en")]
    assert names(join_people(cards)) == [["Seo Min-jae", "Suh Min-jae", "서민재"]]


def test_vowels_of_a_given_name_differ_with_the_same_title() -> None:
    cards = [
        card("Ratno Palimo", "id", role="Gubernur"),
        card("Ritno Palimo", "en", role="Governor"),
    ]
    assert names(join_people(cards)) == [["Ratno Palimo", "Ritno Palimo"]]
    others = [
        card("Ratno Palimo", "id", role="Gubernur"),
        card("Ritno Palimo", "en", role="farmer"),
    ]
    assert len(join_people(others)) == 2
