"""Findings made by hand: a fictional story with a copy, a differing figure and an Arabic report."""

import hashlib

from firsthand.model.findings import Findings
from firsthand.model.identity import group_id, item_id
from firsthand.model.items import (
    Bound,
    Change,
    Directive,
    DirectiveKind,
    Figure,
    Moment,
    MomentKind,
    Name,
    NameKind,
    Place,
    Statement,
    StatementKind,
    Unit,
)
from firsthand.model.reason import Provenance, Reason, Slot
from firsthand.model.report import Block, Metadata, Refusal, RefusalReason, Report, Role
from firsthand.model.span import Span, hash_text
from firsthand.model.story import (
    Comparison,
    Direction,
    Entity,
    Event,
    Evidence,
    Family,
    Link,
    LinkKind,
    Mention,
    Outcome,
    Passage,
    Progress,
    Relation,
    Reporting,
    Spelling,
    State,
    Verdict,
    Version,
    Weight,
)

HARBOUR = """Quayside Courier | Tuesday 4 March 2031

Lantern scheme opens at Port Elmsay

PORT ELMSAY, 3 March - The Lantern scheme opened at the old customs house on Monday. Some 240 \
lamps were lit along the quay before more than 3,000 visitors.

“Every harbour town must have safe steps by the end of 2032,” said Odile Marchetti, head of the \
Coast Office. She asked the towns to publish their counts of accidents each spring.

The scheme costs 1.2 million crowns. Dunmar and Saltwick will follow next year.
"""

COPY = """Saltwick Gazette
LIGHTS ON THE QUAY
The Lantern scheme opened at the old customs house on Monday. Some 260 lamps were lit along the \
quay before more than 3,000 visitors.
Odile Marcetti, who heads the Coast Office, said every harbour town needed safe steps.
(Northern Wire)
"""

ARABIC = """افتتاح مشروع الفانوس في ميناء إلمسي

قالت أوديل ماركيتي إن المدن أضاءت ٢٤٠ مصباحا على الرصيف. وفي عام 2032 بلغ عدد السلالم الآمنة ١٨ \
سلما.
"""


UNITS = {"%": Unit("percent", "percent", 0.18, "1")}


def report(name: str, text: str, language: str = "en", **metadata: Slot) -> Report:
    data = text.encode("utf-8", "surrogatepass")
    return Report(
        id=hashlib.sha256(data).hexdigest(),
        name=name,
        text=text,
        text_hash=hash_text(text),
        media_type="text/plain",
        reader="plain@1",
        encoding="utf-8",
        metadata=Metadata(language=language, language_score=0.99, **metadata),
    )


def at(where: Report, words: str) -> Span:
    start = where.text.index(words)
    return where.span(start, start + len(words))


def slot(where: Report, words: str, value: str = "", origin: str = "explicit") -> Slot:
    return Slot(value or words, (at(where, words),), Provenance(origin))


def figure(where: Report, words: str, value: float, unit: str, **more: object) -> Figure:
    span = at(where, words)
    given = {"bound": Bound.EXACT, "unit": UNITS.get(unit) or Unit(unit, unit), **more}
    return Figure(id=item_id("figure", (span,)), span=span, value=value, rule="test@1", **given)  # type: ignore[arg-type]


def statement(
    where: Report, words: str, source: str, cue: str, name: str, **more: str
) -> Statement:
    spans = (at(where, words),)
    return Statement(
        id=item_id("statement", spans),
        content=spans,
        kind=StatementKind(more.get("kind", "indirect")),
        act=more.get("act", "say"),
        rule="test@1",
        source=at(where, source) if source else None,
        cue=at(where, cue) if cue else None,
        speaker=slot(where, source, name) if source else Slot(name, (), Provenance.INHERITED),
    )


def weight(*reports: Report, independent: int) -> Weight:
    number = len(reports)
    ids = tuple(one.id for one in reports)
    reason = "R2 repeats R1" if independent < number else "no link joins them"
    return Weight(ids, number, independent, independent, reason)


def with_blocks(one: Report, *labelled: tuple[str, Role, bool]) -> Report:
    blocks = tuple(
        Block(at(one, words), role, "test@1", inline=inline) for words, role, inline in labelled
    )
    return Report(
        **{name: getattr(one, name) for name in Report.__slots__ if name != "blocks"}, blocks=blocks
    )


def three_reports() -> tuple[Report, Report, Report]:
    harbour = report("reports/quayside.txt", HARBOUR)
    first = report(
        "reports/quayside.txt",
        HARBOUR,
        outlet=slot(harbour, "Quayside Courier"),
        published=slot(harbour, "Tuesday 4 March 2031", "2031-03-04"),
        dateline_date=slot(harbour, "3 March", "2031-03-03", "document"),
        dateline_place=slot(harbour, "PORT ELMSAY", "Port Elmsay"),
    )
    copied = report("reports/gazette.txt", COPY)
    second = report(
        "reports/gazette.txt",
        COPY,
        outlet=slot(copied, "Saltwick Gazette"),
        agency=slot(copied, "Northern Wire"),
    )
    third = report("reports/fanus.txt", ARABIC, "ar")
    return (
        with_blocks(
            first,
            ("Quayside Courier | Tuesday 4 March 2031", Role.NAVIGATION, False),
            ("Tuesday 4 March 2031", Role.STATED_DATE, True),
            ("Lantern scheme opens at Port Elmsay", Role.TITLE, False),
            ("PORT ELMSAY, 3 March -", Role.DATELINE, True),
        ),
        with_blocks(
            second,
            ("Saltwick Gazette", Role.NAVIGATION, False),
            ("LIGHTS ON THE QUAY", Role.TITLE, False),
            ("(Northern Wire)", Role.AGENCY_CREDIT, False),
        ),
        with_blocks(third, ("افتتاح مشروع الفانوس في ميناء إلمسي", Role.TITLE, False)),
    )


def rich_findings() -> Findings:
    one, two, three = three_reports()
    lamps = "lamps lit along the quay"
    figures = (
        figure(
            one,
            "240",
            240,
            "lamps",
            bound=Bound.APPROXIMATE,
            measured=slot(one, "lamps were lit along the quay", lamps),
            place=slot(one, "Port Elmsay", "Port Elmsay", "inherited"),
            period=slot(one, "Monday", "2031-03-03", "document"),
        ),
        figure(one, "3,000 visitors", 3000, "visitors", bound=Bound.OVER),
        figure(
            one,
            "1.2 million crowns",
            1.2e6,
            "crowns",
            change=Change.UP,
            accumulation=Slot("cumulative"),
            basis=Slot("target"),
            denominator=slot(one, "The scheme costs", "cost of the scheme"),
        ),
        figure(two, "260", 260, "lamps", measured=slot(two, "lamps were lit", lamps)),
        figure(
            three,
            "١٨",
            18,
            "%",
            value_max=20.0,
            bound=Bound.RANGE,
            period=slot(three, "عام 2032", "2032", "linked report"),
        ),
    )
    said = (
        statement(
            one,
            "Every harbour town must have safe steps by the end of 2032,",
            "Odile Marchetti",
            "said",
            "Odile Marchetti",
            kind="direct",
            act="call-for",
        ),
        statement(
            one,
            "the towns to publish their counts of accidents each spring",
            "",
            "asked",
            "Odile Marchetti",
        ),
        statement(two, "every harbour town needed safe steps", "Odile Marcetti", "said", ""),
    )
    wanted = Directive(
        id="directive-1",
        span=at(one, "safe steps by the end of 2032"),
        kind=DirectiveKind.DIRECTIVE,
        statement=said[0].id,
        rule="test@1",
        theme="safety",
    )
    loose = Directive(
        id="directive-2",
        span=at(one, "publish their counts of accidents"),
        kind=DirectiveKind.DIRECTIVE,
        statement=said[1].id,
        rule="test@1",
    )
    people = Entity(
        id="entity-odile",
        name="Odile Marchetti",
        kind=NameKind.PERSON,
        mentions=(
            Mention(at(one, "Odile Marchetti"), "full", Reason("names/same@1")),
            Mention(at(two, "Odile Marcetti"), "misspelling", Reason("names/near@1", 0.93)),
            Mention(at(three, "أوديل ماركيتي"), "variant", Reason("names/script@1", 0.8)),
        ),
        rule="test@1",
        roles=(at(one, "head of the Coast Office"),),
        spellings=(
            Spelling("Odile Marchetti", (one.id,), 1),
            Spelling("Odile Marcetti", (two.id,), 1),
            Spelling("أوديل ماركيتي", (three.id,), 1),
        ),
    )
    office = Entity(
        id="entity-office",
        name="Coast Office",
        kind=NameKind.ORGANISATION,
        mentions=(
            Mention(at(one, "Coast Office"), "full", Reason("names/same@1")),
            Mention(one.span(0, 16), "alias", Reason("names/same@1")),
        ),
        rule="test@1",
        spellings=(Spelling("Coast Office", (one.id,), 1),),
        state=State.CONFIRMED,
    )
    left, right = sorted((one, two), key=lambda item: item.id)
    shared = "The Lantern scheme opened at the old customs house on Monday. Some 2"
    link = Link(
        id="link-1",
        a=left.id,
        b=right.id,
        kind=LinkKind.NEAR_COPY,
        direction=Direction.A_TO_B if left is one else Direction.B_TO_A,
        score=0.91,
        reason=Reason("lineage/passages@1", 0.91, detail="27 words in common, one differs"),
        passages=(Passage(at(left, shared), at(right, shared), "near", 0.91),),
    )
    opening = Event(
        id="event-opening",
        title="Opening of the Lantern scheme",
        kind="opening",
        reportings=(
            Reporting(one.id, Relation.REPORTS, (at(one, "opened"),), Reason("events/lead@1", 0.9)),
            Reporting(two.id, Relation.REPORTS, (at(two, "opened"),), Reason("events/copy@1", 0.8)),
        ),
        rule="test@1",
        when=Slot("2031-03-03", (at(one, "3 March"),), Provenance.LINKED_REPORT),
        where=slot(one, "Port Elmsay"),
        who=("entity-odile", "the towns"),
        programme="Lantern",
    )
    earlier = Event(
        id="event-follow",
        title="Dunmar and Saltwick follow",
        kind="announcement",
        reportings=(
            Reporting(one.id, Relation.REFERS, (at(one, "will follow"),), Reason("events/refer@1")),
        ),
        rule="test@1",
        when=slot(one, "next year", "2032"),
    )
    everything = weight(one, two, three, independent=2)
    comparisons = (
        Comparison(
            "claim-visitors",
            "visitors at the opening",
            "number",
            Verdict.AGREE,
            "",
            (
                Version(
                    "> 3,000",
                    (at(one, "3,000"), at(two, "3,000")),
                    weight(one, two, independent=1),
                ),
            ),
            Reason("claims/same@1", 0.9),
            "event-opening",
        ),
        Comparison(
            "claim-lamps",
            lamps,
            "number",
            Verdict.DIFFER,
            "value",
            (
                Version("about 240", (at(one, "240"),), weight(one, independent=1)),
                Version("about 260", (at(two, "260"),), weight(two, independent=1)),
            ),
            Reason("claims/number@1", 0.88, "240", "260"),
            "event-opening",
        ),
        Comparison(
            "claim-cost",
            "cost of the scheme",
            "number",
            Verdict.ONLY_HERE,
            "",
            (Version("1.2 million", (at(one, "1.2 million"),), weight(one, independent=1)),),
            Reason("claims/alone@1"),
        ),
    )
    progress = (
        Progress(
            id="progress-1",
            title="safe steps in every harbour town by the end of 2032",
            kind="directive",
            made=(wanted.span, at(two, "every harbour town needed safe steps")),
            directives=(wanted.id,),
            theme="safety",
            also_themes=("transport",),
            outcomes=(
                Outcome(
                    Evidence.FIGURE,
                    "18 safe steps",
                    (at(three, "١٨"),),
                    Reason("progress/figure@1", 0.7, "safe steps", "السلالم الآمنة"),
                    figures[4].id,
                    period="2032",
                ),
            ),
            status="partly",
            weight=weight(one, two, independent=1),
            reason=Reason("progress/theme@1"),
            issuer=slot(one, "Odile Marchetti"),
            date="2031-03-03",
        ),
        Progress(
            id="progress-2",
            title="Dunmar and Saltwick follow",
            kind="commitment",
            made=(at(one, "Dunmar and Saltwick will follow next year"),),
            directives=(),
            theme="",
            outcomes=(),
            status="open",
            weight=weight(one, independent=1),
            reason=Reason("progress/none@1"),
        ),
    )
    moment = Moment(
        "moment-1", at(one, "Monday"), MomentKind.DATE, "weekday", "test@1", value="2031-03-03"
    )
    return Findings(
        reports=(one, two, three),
        refusals=(Refusal("reports/locked.pdf", RefusalReason.ENCRYPTED, "needs a password"),),
        names=(Name("name-1", at(one, "Odile Marchetti"), NameKind.PERSON, "test@1"),),
        moments=(moment,),
        places=(Place("place-1", at(one, "PORT ELMSAY"), "Port Elmsay", "test@1"),),
        figures=figures,
        statements=said,
        directives=(wanted, loose),
        entities=(people, office),
        links=(link,),
        families=(Family(group_id("family", [one.id, two.id]), (one.id, two.id), (link.id,), "x"),),
        events=(opening, earlier),
        comparisons=comparisons,
        progress=progress,
        weights=(("all", everything), ("event-opening", weight(one, two, independent=1))),
    )
