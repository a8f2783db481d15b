from firsthand.analyse.names.acronyms import of_beginnings
from firsthand.compare.slips import given_form, same_by_ear
from firsthand.model.findings import Found
from firsthand.model.identity import item_id
from firsthand.model.items import Name, NameKind, Place
from firsthand.model.report import Report
from firsthand.model.span import hash_text
from firsthand.text.words import fold_name
from tests.compare.test_entities import BODY, PERSON, PLACE, apart, found, link, texts


def told(text: str, *names: tuple[NameKind, str]) -> tuple[Report, Found]:
    """Make a report of running text in which the first mention of each name is known."""
    report = Report(hash_text(text), "r.txt", text, hash_text(text), "text/plain", "test@1")
    made, places = [], []
    for kind, name in names:
        span = report.span(text.index(name), text.index(name) + len(name))
        made.append(Name(item_id("name", (span,)), span, kind, "test@1", "full"))
        if kind is PLACE:
            places.append(Place(item_id("place", (span,)), span, name, "test@1", key=name))
    return report, Found(report.id, names=tuple(made), places=tuple(places))


def words(name: str) -> tuple[str, ...]:
    return tuple(fold_name(name).split())


def test_a_town_before_an_office_makes_no_person_of_the_town() -> None:
    one = found((PERSON, "Wexford Councilman", ""), (PLACE, "Wexford", ""), (PLACE, "Wexford", ""))
    two = found((PLACE, "Wexford", ""))
    assert texts(link(one, two)["Wexford"]) == ["Wexford"] * 3


def test_a_town_before_a_score_is_its_club() -> None:
    one = told("Wexford Gulls lost again.", (BODY, "Wexford Gulls"))
    two = told("They beat visiting Wexford, 4-1.", (PLACE, "Wexford"))
    three = told("They flew home to Wexford, 4 of them ill.", (PLACE, "Wexford"))
    assert texts(link(one, two)["Wexford Gulls"]) == ["Wexford", "Wexford Gulls"]
    assert texts(link(one, three)["Wexford Gulls"]) == ["Wexford Gulls"]


def test_a_club_with_the_initials_of_its_town() -> None:
    entities = link(found((BODY, "New Halden Gulls", "")), found((BODY, "NH Gulls", "")))
    assert texts(entities["New Halden Gulls"]) == ["NH Gulls", "New Halden Gulls"]
    assert len(link(found((BODY, "New Halden Gulls", "")), found((BODY, "PD Gulls", "")))) == 2


def test_a_hyphen_tells_no_two_places_apart() -> None:
    one, two = (
        told(f"At the {name} they met.", (PLACE, name)) for name in ("K2-Halle", "K2 Halle")
    )
    one, two = ((r, Found(r.id, names=f.names)) for r, f in (one, two))
    assert len(link(one, two)) == 1


def test_forms_of_a_given_name() -> None:
    assert given_form(words("Katarzyna Nowicka"), words("Katarina Nowicka"))
    assert not given_form(words("Alexander Nowak"), words("Alexandra Nowak"))
    assert not given_form(words("Martin Nowak"), words("Marek Nowak"))
    one, two = found((PERSON, "Alexis Pappas", "")), found((PERSON, "Alexandros Pappas", ""))
    assert len(link(one, two)) == 1
    both = found((PERSON, "Alexis Pappas", ""), (PERSON, "Alexandros Pappas", ""))
    assert len(link(both)) == 2


def test_names_said_alike() -> None:
    assert same_by_ear(words("Lucila Ordaz"), words("Lusila Ordaz"))
    assert same_by_ear(words("Lucila Ordaz Meza"), words("Lusila Ordaz"))
    assert not same_by_ear(words("Lucila Ordaz"), words("Lucila Ortiz"))
    assert not same_by_ear(words("Lucila Ordaz"), words("Lucila Ordaz"))
    one, two = found((PERSON, "Lucila Ordaz", "")), found((PERSON, "Lusila Ordaz", ""))
    assert len(link(one, two)) == 1


def test_two_family_names_alone_after_a_shorter_form_is_the_usual_one() -> None:
    one = found((PERSON, "Rosa Pino", ""), (PERSON, "Rosa Pino", ""), (PERSON, "Rosa Pino", ""))
    two = found((PERSON, "Rosa Pino Vela", ""), (PERSON, "Pino Vela", ""))
    assert texts(link(one, two)["Rosa Pino"]) == ["Pino Vela", *["Rosa Pino"] * 3, "Rosa Pino Vela"]


def test_a_family_name_taken_for_a_body_after_the_full_name() -> None:
    made = found((PERSON, "Omar al-Tayar", ""), (BODY, "Tayar", ""), (BODY, "Tayar", ""))
    assert texts(link(made)["Omar al-Tayar"]) == ["Omar al-Tayar", "Tayar", "Tayar"]


def test_a_body_called_by_the_beginnings_of_its_words() -> None:
    assert of_beginnings("Sedurba", "Secretaría de Desarrollo Urbano y Bases")
    assert not of_beginnings("Sedur", "Secretaría de Desarrollo Urbano y Bases")
    assert not of_beginnings("Secretaría", "Secretaría de Desarrollo")
    one, two = found((BODY, "Petrol Norland", "")), found((BODY, "Petnor", ""))
    assert texts(link(one, two)["Petrol Norland"]) == ["Petnor", "Petrol Norland"]


def test_han_bodies_without_their_legal_form_in_either_country() -> None:
    one, two = found((BODY, "東山化工株式会社", "")), found((BODY, "东山化工有限公司", ""))
    assert len(link(one, two)) == 1
    assert len(link(one, found((BODY, "西山化工有限公司", "")))) == 2
    assert len(link(found((BODY, "北洋通信", "")), found((BODY, "北洋通信社", "")))) == 1


def test_full_names_surely_written_in_other_letters_are_joined_across_events() -> None:
    arabic = found((PERSON, "محمد الأمين ولد حبيب", ""))
    latin = found((PERSON, "Mohamed Lemine Ould Habib", ""))
    assert len(link(arabic, latin, events=apart(arabic, latin))) == 1
    short, other = found((PERSON, "دنيا علي", "")), found((PERSON, "Dunya Ali", ""))
    assert len(link(short, other)) == 1
    assert len(link(short, other, events=apart(short, other))) == 2
