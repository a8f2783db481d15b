"""Does each cell of the matrix say what its group says, and do marks fall away in time?"""

from dataclasses import replace

from firsthand.model.story import Verdict
from firsthand.serve.desk.case import Snapshot
from firsthand.serve.desk.matrix import (
    columns_of,
    digest_of,
    groups_of,
    keys_of,
    ranked,
    row_of,
)
from tests.serve.builders import rich_findings


def snapshot() -> Snapshot:
    return Snapshot("basis", rich_findings(), ())


def test_every_report_stands_in_one_group() -> None:
    groups = groups_of(snapshot())
    reports = [source.report.id for group in groups for source in group.sources]
    assert sorted(reports) == sorted(report.id for report in rich_findings().reports)


def test_claims_that_differ_come_first() -> None:
    verdicts = [one.verdict for one in ranked(rich_findings())]
    assert verdicts[0] is Verdict.DIFFER
    assert verdicts == sorted(verdicts, key=list(dict.fromkeys(verdicts)).index)


def test_a_group_that_says_nothing_is_silent() -> None:
    state = snapshot()
    columns = columns_of(groups_of(state), ())
    for one in state.findings.comparisons:
        row = row_of(one, columns, state.tags, keys_of(state), seen=False)
        told = {report for version in one.versions for report in version.weight.reports}
        for cell, column in zip(row.cells, columns, strict=True):
            speaks = any(source.report.id in told for source in column.sources)
            assert (cell.word != "silent") == speaks
        assert row.independent == sum(cell.word != "silent" for cell in row.cells)


def test_a_group_opens_into_its_reports() -> None:
    groups = groups_of(snapshot())
    joint = next(group for group in groups if len(group.sources) > 1)
    opened = columns_of(groups, [joint.key])
    assert len(opened) == len(groups) + len(joint.sources) - 1
    assert all(len(column.sources) == 1 for column in opened if column.key == joint.key)


def test_a_mark_holds_until_the_claim_says_something_else() -> None:
    one = next(c for c in rich_findings().comparisons if c.verdict is Verdict.DIFFER)
    assert digest_of(one) == digest_of(replace(one, id="comparison-other"))
    assert digest_of(one) != digest_of(replace(one, verdict=Verdict.AGREE))
    assert digest_of(one) != digest_of(replace(one, versions=one.versions[:1]))
