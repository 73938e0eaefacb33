"""Tables of reports."""

from reports.models.clock_rule import ClockRule, Stage, Unit
from reports.models.evidence import CustodyEntry, Evidence, ReceivedEvidence
from reports.models.hand_over import HandOver
from reports.models.handling_opinion import HandlingOpinion
from reports.models.incident import Incident
from reports.models.kind import Anonymity, KindParticular, Need, Particular, ReportKind, Topic
from reports.models.listed_reason import ListedReason
from reports.models.plate import ReportedPlate
from reports.models.register_book import RegisterBook
from reports.models.report import Certainty, Identity, Report
from reports.models.report_day import ReportDay
from reports.models.report_event import ReportEvent
from reports.models.report_message import ReportMessage
from reports.models.reporter_seal import ReporterSeal, SealOpening
from reports.models.routing_rule import Receiver, RoutingRule
from reports.models.sending_day import SendingDay

__all__ = [
    "Anonymity",
    "Certainty",
    "ClockRule",
    "CustodyEntry",
    "Evidence",
    "HandOver",
    "HandlingOpinion",
    "Identity",
    "Incident",
    "KindParticular",
    "ListedReason",
    "Need",
    "Particular",
    "ReceivedEvidence",
    "Receiver",
    "RegisterBook",
    "Report",
    "ReportDay",
    "ReportEvent",
    "ReportKind",
    "ReportMessage",
    "ReportedPlate",
    "ReporterSeal",
    "RoutingRule",
    "SealOpening",
    "SendingDay",
    "Stage",
    "Topic",
    "Unit",
]
