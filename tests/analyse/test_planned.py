"""Is what a report announces in its own words found where it counts, and nothing else?"""

import pytest

from firsthand.analyse.figures import find_figures
from firsthand.analyse.places import find_places
from firsthand.analyse.statements import find_directives, find_statements
from firsthand.analyse.statements.planned import has_theme
from firsthand.analyse.times import find_times
from firsthand.lang import languages, lexicon
from firsthand.model.items import Directive, DirectiveKind
from firsthand.text.reading import read
from tests.analyse.test_directives import make_report

PLANS = {
    "en": "By the end of 2026, 40 clinics will be opened in the north.",
    "fr": "Dans le nord, 40 dispensaires seront construits avant la fin de 2026.",
    "es": "Antes de fin de año se construirán 40 escuelas en el norte.",
    "pt": "Até o fim de 2026 serão construídas 40 escolas no norte.",
    "it": "Entro la fine del 2026 saranno costruite 40 scuole nel nord.",
    "de": "Im Norden sollen bis Ende 2026 insgesamt 40 Schulen gebaut werden.",
    "nl": "In het noorden worden voor eind 2026 in totaal 40 scholen gebouwd.",
    "sv": "I norr ska 40 skolor byggas före slutet av 2026.",
    "pl": "Na północy do końca 2026 roku powstanie 40 szkół.",
    "ru": "На севере до конца 2026 года построят 40 школ.",
    "ar": "ستُبنى 40 مدرسة في الشمال قبل نهاية 2026.",
    "zh": "北部到2026年底将新建学校40所。",
    "ja": "県は2026年度末までに診療所40か所を新設する計画だ。",
    "tr": "Kuzeyde 2026 sonuna kadar 40 okul inşa edilecek.",
    "ko": "도는 2026년 말까지 북부에 학교 40곳을 새로 지을 예정이다.",
    "uk": "На півночі до кінця 2026 року збудують 40 шкіл.",
    "vi": "Ở phía bắc, 40 trường học sẽ được xây trước cuối năm 2026.",
    "id": "Di utara, 40 sekolah akan dibangun sebelum akhir 2026.",
}


def directives_of(text: str, language: str) -> tuple[Directive, ...]:
    reading = read(make_report(text, language))
    moments = find_times(reading)
    places = find_places(reading)
    figures = find_figures(reading, moments, places)
    return find_directives(reading, find_statements(reading), moments, places, figures)


def test_every_language_with_patterns_is_shown() -> None:
    assert set(languages("plans")) == set(PLANS)
    assert all(lexicon(language, "plans")["provided"] for language in PLANS)


@pytest.mark.parametrize("language", sorted(PLANS))
def test_a_plan_is_found_with_its_count(language: str) -> None:
    (plan,) = directives_of(PLANS[language], language)
    assert plan.rule == "directives/planned@1"
    assert "40" in plan.target.value
    assert plan.statement == ""
    assert plan.measurable


def test_each_announcement_of_a_sentence_is_one() -> None:
    text = "In the south 40 bridges are to be repaired by 2027, and 300 nurses will be hired."
    first, second = directives_of(text, "en")
    assert first.kind is DirectiveKind.DIRECTIVE
    assert first.deadline.value == "2027"
    assert first.span.quote.endswith("by 2027")
    assert second.kind is DirectiveKind.COMMITMENT
    assert second.span.quote == "and 300 nurses will be hired"
    assert second.deadline.value == ""


@pytest.mark.parametrize(
    "text",
    [
        "The game will start at noon and 2,000 fans will attend.",
        "Some clinics will be opened.",
        "More than 40 clinics will be opened.",
        "Will 40 clinics be opened by the end of 2026?",
        "No 40 clinics will be opened by the end of 2026.",
        "If the law passes, 40 clinics will be opened by the end of 2026.",
        "Last year 40 clinics were opened.",
        "Prices will be raised by 3 million dollars.",
        "The minister denied that 40 clinics will be opened by the end of 2026.",
    ],
)
def test_what_is_no_plan_is_left_out(text: str) -> None:
    assert [d for d in directives_of(text, "en") if "planned" in d.rule] == []


def test_a_general_field_of_policy_is_none() -> None:
    assert has_theme("en", "40 schools will be built")
    assert not has_theme("en", "40 goals will be set")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The mayor urged the firm to repair the bridge in June 2026 at the latest."),
        ("fr", "Le ministre a demandé aux maires de réparer les ponts en juin 2026 au plus tard."),
        (
            "es",
            "La ministra pidió a los alcaldes reparar los puentes en junio de 2026 a más tardar.",
        ),
    ],
)
def test_a_day_is_a_deadline_by_what_follows_it(language: str, text: str) -> None:
    assert [d.deadline.value for d in directives_of(text, language)] == ["2026-06"]


RULES = {
    "en": "Under the treaty, camp fires are banned from 1 May to 30 September 2026.",
    "fr": "Selon le texte, la pêche est interdite du 1er mai au 30 septembre 2026.",
    "es": "Según el texto, la pesca queda prohibida desde el 1 de mayo de 2026.",
    "pt": "Pelo texto, a pesca fica proibida a partir de 1º de maio de 2026.",
    "it": "Secondo il testo, la pesca sarà vietata dal 1° maggio 2026.",
    "de": "Laut Vertrag müssen die Gemeinden bis Ende Mai 2026 einen Plan vorlegen.",
    "nl": "Volgens de tekst moeten de gemeenten voor 1 mei 2026 een plan indienen.",
    "pl": "Zgodnie z umową gminy muszą przedstawić plan do 1 maja 2026 roku.",
    "ru": "По договору районы должны представить план до 1 мая 2026 года.",
    "id": "Menurut teks itu, penangkapan ikan dilarang mulai 1 Mei 2026.",
    "zh": "根据协议，各县必须在2026年5月1日前提交应急计划。",
    "ko": "협정에 따라 각 군은 2026년 5월 1일까지 비상 계획을 내야 하며 제출해야 한다.",
}


@pytest.mark.parametrize("language", sorted(RULES))
def test_a_rule_with_a_day_needs_no_count(language: str) -> None:
    found = directives_of(RULES[language], language)
    assert [d.kind for d in found] == [DirectiveKind.DIRECTIVE]
    assert "1" in found[0].span.quote or "2026" in found[0].span.quote


@pytest.mark.parametrize(
    "text",
    [
        "Camp fires are banned in the valley.",
        "If it rains in May 2026, the road must be closed.",
        "Must the road be closed by May 2026?",
        "The book must have been written by May 2026.",
    ],
)
def test_what_is_ruled_for_no_day_or_under_a_condition_is_left_out(text: str) -> None:
    assert directives_of(text, "en") == ()


def test_two_rules_of_one_sentence_are_two() -> None:
    text = "El texto obliga a abrir el muelle en mayo de 2026 y prohíbe pescar en junio de 2026."
    assert len(directives_of(text, "es")) == 2
