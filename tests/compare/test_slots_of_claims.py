"""Are scope, modality and list members told apart where both sides print them, and only there?"""

import pytest

from firsthand.compare.list_claims import list_claims
from firsthand.compare.modality_claims import modality_claims
from firsthand.compare.scopes import SCOPE, scope_claim
from firsthand.compare.versions import Case
from firsthand.model.items import Bound
from firsthand.model.story import Verdict
from tests.compare.builders import case, figure, found, make_report


def both(left: str, right: str, language: str = "en") -> Case:
    one = make_report("a.txt", left, language=language)
    two = make_report("b.txt", right, language=language)
    return case((one, found(one)), (two, found(two)))


@pytest.mark.parametrize(
    ("right", "quote", "differs"),
    [
        ("The hall held 300 farmers, along with bakers and millers.", "300 farmers", True),
        ("The hall held 300 farmers.", "300 farmers", False),
        ("The hall held 300 farmers and bakers.", "300 farmers and bakers", False),
    ],
)
def test_a_group_beside_a_number_is_not_counted_in_it(
    right: str, quote: str, *, differs: bool
) -> None:
    one = make_report("a.txt", "The hall held 300 farmers and bakers, all from Ormsby.")
    two = make_report("b.txt", right)
    whole = figure(one, "300 farmers and bakers", 300, "farmer and baker", bound=Bound.OVER)
    unit = "farmer and baker" if "bakers" in quote else "farmer"
    part = figure(two, quote, 300, unit, bound=Bound.OVER)
    claim = scope_claim(case((one, found(one, whole)), (two, found(two, part))), [whole, part])
    assert (claim is not None) is differs
    if claim is not None:
        assert (claim.verdict, claim.slot) == (Verdict.DIFFER, SCOPE)
        assert {v.value for v in claim.versions} == {
            "300 farmers and bakers",
            "300 farmers, along with bakers",
        }


@pytest.mark.parametrize(
    ("language", "left", "right"),
    [
        (
            "en",
            "The council has pledged to rebuild the northern river wall by spring.",
            "The council is willing to rebuild the northern river wall by spring.",
        ),
        (
            "de",
            "Der Rat hat beschlossen, die nördliche Flussmauer im Frühjahr wieder aufzubauen.",
            "Der Rat ist bereit, die nördliche Flussmauer im Frühjahr wieder aufzubauen.",
        ),
        (
            "es",
            "El consejo se comprometió a reconstruir este año el muro norte de la ciudad vieja.",
            "El consejo está dispuesto a reconstruir este año el muro norte de la ciudad vieja.",
        ),
        (
            "ru",
            "Совет обязался восстановить северную речную стену старого города весной.",
            "Совет готов восстановить северную речную стену старого города весной.",
        ),
        (
            "pl",
            "Rada zobowiązała się odbudować wiosną północny mur nadrzeczny starego miasta.",
            "Rada rozważa, czy odbudować wiosną północny mur nadrzeczny starego miasta.",
        ),
        (
            "ar",
            "تعهدت البلدية بإعادة بناء الجدار الشمالي للميناء القديم قبل نهاية الربيع.",
            "البلدية مستعدة لإعادة بناء الجدار الشمالي للميناء القديم قبل نهاية الربيع.",
        ),
    ],
)
def test_a_pledge_is_more_than_readiness(language: str, left: str, right: str) -> None:
    (claim,) = modality_claims(both(left, right, language))
    assert (claim.verdict, claim.slot) == (Verdict.DIFFER, "modality")


def test_readiness_for_another_thing_is_no_difference() -> None:
    left = "The council has pledged to rebuild the northern river wall by spring."
    right = "The council is willing to sell the old harbour cranes by spring."
    assert not list(modality_claims(both(left, right)))
    again = f"{left} It is willing to rebuild the northern river wall by spring."
    other = "The council is willing to rebuild the northern river wall by spring."
    assert not list(modality_claims(both(again, other)))


LIST = "The coast has rich fisheries, {0} and a large harbour."


@pytest.mark.parametrize(
    ("left", "right", "differs"),
    [
        ("geographical advantages", "geological locations", True),
        ("geographical advantages", "geographic strengths", False),
        ("geographical advantages", "skilled workers", False),
        ("Cooperation rules", "Co-operation habits", False),
    ],
)
def test_one_member_of_two_lists_differs(left: str, right: str, *, differs: bool) -> None:
    told = both(LIST.format(left), LIST.format(right))
    claims = list(list_claims(told))
    assert [c.slot for c in claims] == (["list member"] if differs else [])
    if claims:
        assert {v.value for v in claims[0].versions} == {left, right}


def test_clauses_are_no_lists() -> None:
    left = "He came from the old town on a Sunday, sold all his horses to the king and went home."
    right = (
        "They sailed to the new port on a Monday, bought all her houses of the queen and stayed."
    )
    assert not list(list_claims(both(left, right)))


def test_members_that_only_sound_alike_are_two_ways_of_telling() -> None:
    told = both(LIST.format("a terraced house"), LIST.format("their own home"))
    assert not list(list_claims(told))
    told = both(LIST.format("national bankruptcy"), LIST.format("international funds"))
    assert not list(list_claims(told))
