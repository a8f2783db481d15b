"""On which claims do the reports agree or differ, and which of them has a person seen?"""

from dataclasses import replace
from itertools import combinations

from fastapi import APIRouter, HTTPException, Request, Response  # noqa: TID253 - when a desk opens
from fastapi.concurrency import run_in_threadpool  # noqa: TID253 - likewise

from firsthand.model.story import Comparison, Verdict
from firsthand.serve.desk.case import Snapshot
from firsthand.serve.desk.deciding import decisions_about
from firsthand.serve.desk.forms import back_to, read_form, text_of
from firsthand.serve.desk.matrix import (
    Group,
    columns_of,
    digest_of,
    groups_of,
    keys_of,
    ranked,
    row_of,
)
from firsthand.serve.desk.paging import part_of
from firsthand.serve.desk.rendering import Pages
from firsthand.serve.desk.seen import mark_seen, read_seen
from firsthand.serve.views.comparisons import view_comparisons
from firsthand.serve.views.wording import VERDICTS

router = APIRouter()

ROWS = 50
"""Claims of one page."""
COLUMNS = 12
"""Groups shown at once; of more those that say most about the claims of the page."""


@router.get("/claims")
def claims(
    request: Request,
    verdict: str = "",
    kind: str = "",
    event: str = "",
    q: str = "",
    open: str = "",  # noqa: A002 - the word in the address
    seen: str = "",
) -> Response:
    """Show claims against independent groups of reports."""
    pages: Pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    marks = read_seen(pages.case.store, request.state.who)
    order = snapshot.once("claims ranked", lambda: ranked(snapshot.findings))
    wanted = q.casefold().split()
    fresh = {one.id for one in order if marks.get(one.id) == digest_of(one)} if marks else set()
    shown = [
        one
        for one in order
        if (not verdict or one.verdict.value == verdict)
        and (not kind or one.kind == kind)
        and (not event or one.event == event)
        and (seen != "hide" or one.id not in fresh)
        and all(word in _words(one) for word in wanted)
    ]
    part = part_of(shown, request, ROWS)
    groups = _busiest(snapshot, part.rows)
    keys = keys_of(snapshot)
    columns = columns_of(groups, open.split(","))
    rows = [row_of(one, columns, snapshot.tags, keys, seen=one.id in fresh) for one in part.rows]
    opened = [key for key in open.split(",") if key]
    return pages.show(
        request,
        "claims_page.html",
        here="claims",
        title="Claims",
        part=part,
        rows=rows,
        columns=columns,
        left_out=len(groups_of(snapshot)) - len(groups),
        opened=opened,
        toggles={
            group.key: str(
                request.url.include_query_params(
                    open=",".join(
                        [k for k in opened if k != group.key]
                        if group.key in opened
                        else [*opened, group.key]
                    )
                ).components.query
            )
            for group in groups
            if len(group.sources) > 1
        },
        verdicts=[(v.value, word) for v, word in VERDICTS.items()],
        kinds=snapshot.once(
            "kinds", lambda: sorted({c.kind for c in snapshot.findings.comparisons})
        ),
        events=[(e.id, snapshot.tags[e.id], e.title) for e in snapshot.findings.events][:200],
        chosen={"verdict": verdict, "kind": kind, "event": event, "q": q, "seen": seen},
        marked=len(fresh),
    )


def _words(one: Comparison) -> str:
    said = " ".join(version.value for version in one.versions)
    return f"{one.claim} {said} {one.kind} {one.slot}".casefold()


def _busiest(snapshot: Snapshot, shown: tuple[Comparison, ...]) -> list[Group]:
    """Choose the groups that say most about the claims of a page, in the order of all groups."""
    groups = groups_of(snapshot)
    if len(groups) <= COLUMNS:
        return list(groups)
    said: dict[str, int] = {}
    for one in shown:
        for report in {r for version in one.versions for r in version.weight.reports}:
            said[report] = said.get(report, 0) + 1
    busy = sorted(groups, key=lambda g: -max(said.get(s.report.id, 0) for s in g.sources))
    chosen = {group.key for group in busy[:COLUMNS]}
    return [group for group in groups if group.key in chosen]


@router.get("/claims/{name}")
def claim(request: Request, name: str) -> Response:
    """Show one claim: every version, the words behind it, how many sources and why."""
    pages: Pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    table, one = snapshot.items.get(name, ("", None))
    if table != "comparisons" or one is None:
        raise HTTPException(404, "The last study does not have that claim any more.")
    alone = replace(snapshot.findings, comparisons=(one,))
    group = view_comparisons(alone, snapshot.shelf)[0]
    columns = groups_of(snapshot)
    carried = {report for version in one.versions for report in version.weight.reports}
    return pages.show(
        request,
        "claim.html",
        here="claims",
        title=group.claims[0].claim,
        one=group.claims[0],
        group=group,
        is_open=one.verdict is Verdict.DIFFER,
        reports=snapshot.shelf.all_of(carried),
        facing=[snapshot.shelf.source(report) for report in facing_reports(one)],
        groups=[g for g in columns if any(s.report.id in carried for s in g.sources)],
        carried=carried,
        about=decisions_about(snapshot.decisions, name),
    )


def facing_reports(one: Comparison) -> tuple[str, ...]:
    """Choose the two reports of a claim that are laid side by side.

    Args:
        one: a claim.

    Returns:
        A report of one version and one of another that carries only that, the versions with most
        behind them first; the first two where all say one thing; none for a single report.
    """
    carried = [{span.report: None for span in version.mentions} for version in one.versions]
    for left, right in combinations(carried, 2):
        ours = next((report for report in left if report not in right), "")
        theirs = next((report for report in right if report not in left), "")
        if ours and theirs:
            return ours, theirs
    every = tuple(dict.fromkeys(report for reports in carried for report in reports))
    return every[:2] if len(every) > 1 else ()


@router.post("/claims/seen")
async def seen(request: Request) -> Response:
    """Mark claims as seen by this person until they change."""
    form = await read_form(request)
    case = request.app.state.case
    snapshot: Snapshot = case.snapshot()
    names = [name for name in form.getlist("claim") if name in snapshot.items]
    digests = {name: digest_of(snapshot.items[name][1]) for name in names}
    if text_of(form, "unmark"):
        digests = dict.fromkeys(names, "")
    await run_in_threadpool(mark_seen, case.store, request.state.who, digests)
    return back_to(text_of(form, "back", 4_000) or "/claims")
