"""Everything that the reports app stores about a person."""

from foundation.desk.roles import Role
from reports.actions import deciding, officers
from reports.evidence import holders
from reports.models import Report
from reports.querysets import citizen_hash, idempotency_caller
from tests.erasure import holds, keeps
from tests.reports.factories import evidence, kind
from tests.reports.officers import conclusion, leader_of, listed, officer_of, received

WHY = "a record of the State: what was reported stays without its sender until retention"
for _table in ("report", "reportmessage", "handlingopinion", "reportedplate"):
    keeps(f"reports_{_table}", WHY)


def send(life, **values):
    """Send a report and return it."""
    ticket = holders.new_ticket()
    own = citizen_hash(life.citizen)
    anonymous = values.get("identity") == "anonymous"
    file = evidence(holders.holder_of_ticket(ticket) if anonymous else own)
    sent = {
        "kind": kind().pk,
        "words": life.writes("Xe vượt đèn đỏ", kept=False),
        "place": {"words": life.writes("Ngã tư trước nhà tôi", kept=False)},
        "plates": ["29A-123.45"],
        "evidence": [str(file.pk)],
        "evidence_ticket": ticket,
        "identity": "confidential",
        **values,
    }
    headers = {"Idempotency-Key": life.writes("khoa gui lai", kept=False).replace(" ", "-")}
    return Report.objects.get(
        number=life.send("POST", "reports/", sent, **headers).json()["number"]
    )


@holds(
    "reports.Report",
    "reports.ReportMessage",
    "reports.ReporterSeal",
    "reports.Evidence",
    "reports.ReportedPlate",
    "reports.HandlingOpinion",
)
def reports(life):
    """Send a report under the own name, supply more, dispute the outcome; send one without.

    Leave a file unsent.
    """
    citizen = life.citizen
    row = send(
        life,
        identity="named",
        name=life.writes("Tên tôi"),
        address=life.writes("Nhà tôi"),
        phone=life.phone,
        guardian=life.writes("Mẹ tôi"),
    )
    path = f"reports/{row.number}/"
    verifier, leader = officer_of(row.office, Role.VERIFIER), leader_of(row.office)
    officers.ask_more(
        received(row), verifier, [listed("ask_more")], life.writes("Xin hỏi thêm", kept=False)
    )
    life.send("POST", f"{path}messages/", {"text": life.writes("Tôi bổ sung", kept=False)})
    deciding.conclude(officers.take_on(row, leader), leader, conclusion())
    life.send(
        "PUT",
        f"{path}opinion/",
        {"mark": "poor", "words": life.writes("Chưa hài lòng", kept=False)},
    )
    life.send("POST", f"{path}dispute/", {"reason": life.writes("Tôi chưa đồng ý", kept=False)})
    send(life, identity="anonymous")
    evidence(citizen_hash(citizen))
    life.secrets |= {
        "reporter's hash": citizen_hash(citizen),
        "reporter's key": idempotency_caller(citizen),
    }
