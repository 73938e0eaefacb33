"""The catalogue as a Django app, and what it registers with others."""

from typing import Any

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """The catalogue of administrative procedures."""

    name = "procedures"
    verbose_name = "Thủ tục hành chính"

    def ready(self) -> None:
        """Register with other rooms, and the jobs that write counts."""
        from django.db.models.signals import post_save

        _tell_foundation()
        _open_doors()
        _tell_officers()
        _count_in_background()
        post_save.connect(_tell_name_of_field, "offices.Field")


def _tell_foundation() -> None:
    from foundation.api import readiness, schema_parts
    from foundation.api.problems import register as register_problems
    from foundation.records import retention
    from foundation.zalo import deep_links, landings
    from procedures import problems
    from procedures.api import schema
    from procedures.api.landing import PROCEDURE, landing_of_procedure
    from procedures.counts.retention import CLASSES
    from procedures.publishing.readiness import check_catalogue

    register_problems(problems.PROBLEMS)
    schema_parts.register(*schema.TAGS, enum_names=schema.ENUM_NAMES)
    readiness.register_part("snapshot", check_catalogue)
    retention.register(*CLASSES)
    deep_links.register(PROCEDURE)
    landings.register(PROCEDURE, landing_of_procedure)


def _open_doors() -> None:
    from procedures.scam_check import checking
    from procedures.search import beat_doors, doors, office_doors

    doors.register(checking.SOURCE, beat_doors.SOURCE, *office_doors.PARTS)


def _tell_officers() -> None:
    from foundation.desk import search
    from foundation.desk.change_log.values import name_rows_of
    from officers.first_page import boards, cards, panels, watches
    from officers.first_page.first_week import steps
    from officers.needs import register as register_needs
    from procedures import first_page as waiting
    from procedures import first_week, navigation, roles
    from procedures.answers.needs import TABLES
    from procedures.counts import figures as board
    from procedures.first_page import WATCHES
    from procedures.search import desk_search

    search.register(desk_search.SOURCE)
    search.register_acts(*desk_search.ACTS)
    cards.register(*waiting.CARDS)
    boards.register(board.BOARD)
    panels.register(*waiting.PANELS)
    steps.register(*first_week.STEPS)
    watches.register(*WATCHES)
    register_needs(*TABLES)
    roles.register()
    navigation.register()
    name_rows_of("procedures")


def _count_in_background() -> None:
    from foundation.publishing.snapshots import watcher
    from foundation.records import process_memory
    from procedures.answers.counts import cards as card_counts
    from procedures.answers.counts import misses
    from procedures.counts.popular import popular
    from procedures.counts.reads import reads
    from procedures.counts.searches import counts

    process_memory.register(counts.take)
    process_memory.register(reads.take)
    process_memory.register(popular.forget)
    process_memory.register(card_counts.take)
    process_memory.register(misses.take)
    watcher.jobs += [counts.write, reads.write, popular.refresh]
    watcher.jobs += [card_counts.write, misses.write]


def _tell_name_of_field(*, created: bool, **_signal: Any) -> None:
    """Publish the new name of a field to the web processes."""
    from foundation.publishing.models import bump_revision
    from procedures.actions import REVISION

    if not created:
        bump_revision(REVISION)
