"""What is in the dossier, in short?"""

from fastapi import APIRouter, Request, Response  # noqa: TID253 - imported when a desk opens

from firsthand.compare.joining import is_uncertain
from firsthand.model.story import State, Verdict
from firsthand.serve.desk.case import Snapshot
from firsthand.serve.desk.stories import events_of
from firsthand.serve.views.headline import Headline, view_headline
from firsthand.serve.views.wording import count

router = APIRouter()


@router.get("/")
def overview(request: Request) -> Response:
    """Show the headline numbers, the events told, and what deserves a look first."""
    pages = request.app.state.pages
    snapshot = pages.case.snapshot()
    headline = headline_of(snapshot)
    response: Response = pages.show(
        request,
        "overview.html",
        here="overview",
        title="Overview",
        headline=headline,
        todo=_todo(snapshot),
    )
    return response


def headline_of(snapshot: Snapshot) -> Headline:
    """View the headline of a study, once.

    Args:
        snapshot: the state of the dossier.

    Returns:
        The view.
    """
    return snapshot.once(
        "headline",
        lambda: view_headline(snapshot.findings, events_of(snapshot), snapshot.shelf),
    )


def _todo(snapshot: Snapshot) -> list[tuple[str, str]]:
    """List what the program leaves to people."""
    links = snapshot.findings.links
    open_links = sum(k.state is State.SUGGESTED and is_uncertain(k) for k in links)
    verdicts = [one.verdict for one in snapshot.findings.comparisons]
    differ = verdicts.count(Verdict.DIFFER)
    spelt = sum(
        len(e.spellings) > 1 and e.state is State.SUGGESTED for e in snapshot.findings.entities
    )
    rows = (
        (open_links, "uncertain link", "/families?state=suggested#links"),
        (differ, "claim on which reports differ", "/claims?verdict=differ"),
        (spelt, "name in several spellings", "/names?varied=1"),
    )
    return [(_said(number, noun), href) for number, noun, href in rows if number]


def _said(number: int, noun: str) -> str:
    many = noun.replace("claim on", "claims on").replace("name in", "names in")
    return count(number, noun, many if many != noun else f"{noun}s")
