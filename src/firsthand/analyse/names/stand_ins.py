"""Which pronouns and descriptions stand for the people and bodies of a report, and for whom?"""

from collections.abc import Sequence

from firsthand.analyse.names.antecedents import Antecedents
from firsthand.analyse.names.lexicon import calling
from firsthand.analyse.names.offices import find_offices
from firsthand.analyse.names.page import Item, Page, Stretch
from firsthand.analyse.names.people import people
from firsthand.model.identity import item_id
from firsthand.model.items import Name, StandIn
from firsthand.text.reading import Reading


def find_stand_ins(
    reading: Reading, names: Sequence[Name], given: Sequence[Stretch] = ()
) -> tuple[StandIn, ...]:
    """Find pronouns and descriptions of people and bodies, and whom each stands for.

    Args:
        reading: a report made ready.
        names: the names found in it.
        given: further stretches of the report's text that are known to be stand-ins.

    Returns:
        The stand-ins in text order; without a parse only offices whose holder was named before.
    """
    said = people(reading.language)
    if reading.doc is None or said is None:
        return find_offices(reading, names)
    page = Page(reading, said)
    page.add_names(names)
    page.add_given(given)
    page.add_found()
    Antecedents(page).link()
    return tuple(_stand_in(item, page) for item in page.ordered() if item.name is None)


def telling(stand_ins: Sequence[StandIn], names: Sequence[Name]) -> tuple[StandIn, ...]:
    """Keep the stand-ins that go back to a name, and offices whose holder another report may name.

    Args:
        stand_ins: of one report.
        names: of the same report.

    Returns:
        Those of them, in the same order.
    """
    named = {name.span for name in names}
    by_span = {one.span: one for one in stand_ins}
    titles = calling("en").titles
    said = people("en")
    kept = []
    for one in stand_ins:
        root, seen = one, {one.span}
        while root.meant is not None and root.meant in by_span and root.meant not in seen:
            seen.add(root.meant)
            root = by_span[root.meant]
        office = one.form == "description" and one.word in titles
        definite = office and one.span.quote.casefold().startswith("the ")
        if definite and one.plural:
            definite = said is not None and bool(said.counts & set(one.span.quote.split()))
        if root.meant in named or definite:
            kept.append(one)
    return tuple(kept)


def _stand_in(item: Item, page: Page) -> StandIn:
    head = page.reading.report.span(*page.bounds(item.token))
    of = item.of.span if item.of is not None else None
    return StandIn(
        item_id("stand_in", (item.span,)),
        item.span,
        item.kind,
        item.form,
        item.word,
        f"names/{item.rule or 'noun'}@1",
        head,
        item.plural,
        of,
    )
