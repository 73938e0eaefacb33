"""Registers what reports tell the other rooms."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The reports app."""

    name = "reports"
    verbose_name = "Phản ánh, tố giác"

    def ready(self) -> None:
        _tell_foundation()
        _tell_citizens()
        _tell_officers()


def _tell_foundation() -> None:
    from foundation.api import readiness, schema_parts
    from foundation.api.problems import register as register_problems
    from foundation.desk import search
    from foundation.events import kinds
    from foundation.records import retention
    from reports import desk_search, problems
    from reports import retention as kept
    from reports.actions import outward
    from reports.api import schema
    from reports.deadlines import alarms
    from reports.evidence import checks as _checks  # noqa: F401  # checks register on import
    from reports.evidence import problems as evidence_problems
    from reports.evidence import readiness as evidence_readiness

    register_problems(problems.PROBLEMS, problems.FIELD_CODES)
    search.register(desk_search.SOURCE)
    search.register_acts(*desk_search.ACTS)
    register_problems(evidence_problems.PROBLEMS)
    readiness.register_warnings(alarms.warnings)
    readiness.register_warnings(evidence_readiness.warnings)
    schema_parts.register(*schema.TAGS, enum_names=schema.ENUM_NAMES)
    retention.register(*kept.CLASSES)
    kinds.register(outward.KIND)


def _tell_citizens() -> None:
    from citizens import access_log
    from citizens.notices import events
    from citizens.overview import parts
    from citizens.privacy import personal_data_registry
    from foundation.zalo import deep_links
    from procedures.search import doors
    from reports import notices, personal_data
    from reports.evidence import personal_data as evidence_data
    from reports.kinds.doors import ORIGIN
    from reports.reporter import own_reports, seals

    doors.register(ORIGIN)
    personal_data_registry.register(personal_data.PART)
    for kind in (personal_data.KIND, seals.KIND, evidence_data.KIND):
        access_log.register(kind)
    parts.register(own_reports.OVERVIEW)
    events.register(*notices.EVENTS)
    deep_links.register(notices.REPORT)


def _tell_officers() -> None:
    from officers.first_page import boards, cards, panels, urgent
    from officers.needs import register as register_needs
    from offices import held_work
    from reports import figures, navigation, roles
    from reports import figures as needs
    from reports import first_page as waiting
    from reports.actions.holding import HELD
    from reports.first_page import SOURCE as URGENT
    from reports.kinds import navigation as kind_pages
    from reports.kinds import roles as kind_roles

    cards.register(*waiting.CARDS)
    panels.register(*waiting.PANELS)
    urgent.register(URGENT)
    boards.register(figures.BOARD)
    register_needs(needs.TABLE)
    kind_roles.register()
    kind_pages.register()
    roles.register()
    navigation.register()
    held_work.register(HELD)
