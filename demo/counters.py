"""What receipts of the trial say: papers and fee handed in, address and telephone of the office."""

from datetime import time

import orjson

from demo.stage import Stage
from demo.story import FIRST_COMMUNE
from dossiers.workflow import HandedIn, PaperIn
from foundation.publishing.models import bump_revision
from offices.actions import REVISION, set_contacts
from offices.models import Office
from offices.working_time.calendar import WorkingCalendar
from procedures.api.checklist import Choice, checklist
from procedures.choices import Requirement
from procedures.models import ProcedureVersion

# Whoever reads it in a trial sees that it is invented; 0900 0… is not in use.
WEEKDAYS, HOURS = range(1, 6), ((time(7, 30), time(11, 30)), (time(13, 0), time(17, 0)))
WITH_COUNTERS = (FIRST_COMMUNE, "qlhc", "xnc")
STREET, PHONE = "Số {} đường Thử Nghiệm (địa chỉ thử nghiệm)", "0900 000 {:03d}"


def give_contacts(stage: Stage) -> None:
    """Give the offices of the story that have none an address and a telephone."""
    keys = {*stage.parts.values(), *(place.office for place in stage.places)}
    lacking = Office.objects.filter(pk__in=keys, address="", phones=[])
    for number, office in enumerate(lacking.order_by("pk"), 1):
        values = {"address": STREET.format(number), "phones": [PHONE.format(number)]}
        set_contacts(office, values)
    _open(stage)
    bump_revision(REVISION)


def _open(stage: Stage) -> None:
    """Give offices with a counter their hours: without hours nobody can book."""
    keys = {stage.parts[part] for part in WITH_COUNTERS}
    for office in Office.objects.filter(pk__in=keys, hours=None):
        hours = [(day, opens, closes) for day in WEEKDAYS for opens, closes in HOURS]
        set_contacts(office, {"hours": hours})


def handed_in(version: ProcedureVersion, calendar: WorkingCalendar) -> HandedIn:
    """Return what somebody who brings all that is required hands in and pays."""
    document = orjson.loads(version.document)
    papers = tuple(
        PaperIn(paper["name"], paper["original_count"] or 0, paper["copy_count"] or 0)
        for paper in document["documents"]
        if paper["requirement"] == Requirement.REQUIRED
    )
    fee = checklist(document, Choice(channel="direct"), calendar)["fee"]
    paid = next((row["amount"] for row in fee["amounts"] if row["amount"]), 0)
    return HandedIn(papers, complete=True, paid=paid)
