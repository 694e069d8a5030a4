"""The check report for a terminal: per file, what keeps it out, what needs a look, what was repaired, what changes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.finding import by_severity
from ui.edition_diff import diff_lines
from ui.wording import wording

if TYPE_CHECKING:
    from corpus.finding import Finding, Repair
    from ingest.check_report import CheckedFile


MOST_REPAIRS = 20  # of one kind in a terminal; the HTML report and --json have all of them


def check_lines(file: "CheckedFile") -> Iterator[str]:
    """Every line about one file; nothing where there is nothing to say."""
    words = wording("check")
    report = file.report
    findings = [(severity, found) for severity, of_it in by_severity(report.findings).items() for found in of_it]
    if not findings and file.diff is None:
        return
    yield ""
    yield f"{report.file}" + (f" ({file.title})" if file.title else "")
    for severity, finding in findings:
        yield f"  {severity.value}: {where(finding)}{finding.message}"
        yield from (f"      {repair_line(repair)}" for repair in finding.repairs[:MOST_REPAIRS])
        if len(finding.repairs) > MOST_REPAIRS:
            yield "      " + words["more_repairs"].format(count=len(finding.repairs) - MOST_REPAIRS)
    if file.diff is not None:
        yield "  " + words["compared"].format(edition=file.against)
        yield from (f"    {line}" for line in diff_lines(file.diff))


def where(finding: "Finding") -> str:
    """The paragraph's address and the page, with a colon; nothing for a finding about the whole edition."""
    page = wording("check")["page"].format(page=finding.page) if finding.page else ""
    place = ", ".join(part for part in (finding.paragraph_id or "", page) if part)
    return f"{place}: " if place else ""


def repair_line(repair: "Repair") -> str:
    """Before, after and support on one line, with how often where it was more than once."""
    words = wording("check")
    times = f" ({repair.times}×)" if repair.times > 1 else ""
    after = " ".join(repair.after.split()) or words["taken_out"]
    support = words["support"][repair.support.value]
    line: str = words["repair_line"].format(before=" ".join(repair.before.split()), after=after, support=support)
    return line + times
