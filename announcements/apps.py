"""Registers what announcements tell the other rooms."""

from django.apps import AppConfig


class AnnouncementsConfig(AppConfig):
    """The announcements app."""

    name = "announcements"
    verbose_name = "Tin và cảnh báo"

    def ready(self) -> None:
        _tell_foundation()
        _tell_citizens()
        _tell_officers()
        _tell_accounts()


def _tell_foundation() -> None:
    from announcements import problems, readiness, retention
    from announcements.actions import outward
    from announcements.api import schema
    from foundation.api import readiness as service
    from foundation.api import schema_parts
    from foundation.api.problems import register as register_problems
    from foundation.events import kinds
    from foundation.records import retention as kept

    register_problems(problems.PROBLEMS)
    service.register_warnings(readiness.warnings)
    schema_parts.register(*schema.TAGS, enum_names=schema.ENUM_NAMES)
    kept.register(*retention.CLASSES)
    kinds.register(outward.KIND)


def _tell_citizens() -> None:
    from announcements import notices, personal_data
    from announcements.publishing.doors import SOURCE
    from announcements.publishing.scam_marks import warned
    from citizens import access_log
    from citizens.notices import events
    from citizens.privacy import personal_data_registry
    from procedures.scam_check.warned import register as register_warned
    from procedures.search import doors

    register_warned(warned)

    personal_data_registry.register(personal_data.PART)
    access_log.register(personal_data.KIND)
    events.register(*notices.EVENTS)
    doors.register(SOURCE)


def _tell_officers() -> None:
    from announcements import figures, navigation, roles
    from announcements import first_page as waiting
    from announcements.first_page import WATCHES
    from officers.first_page import boards, cards, panels, urgent, watches

    watches.register(*WATCHES)
    panels.register(*waiting.PANELS)
    cards.register(*waiting.CARDS)
    urgent.register(*waiting.SOURCES)
    boards.register(figures.BOARD, figures.READERS_BOARD)
    roles.register()
    navigation.register()


def _tell_accounts() -> None:
    from announcements.actions import reactions
    from announcements.articles import addresses, queueing
    from announcements.pages import visits
    from foundation.publishing.snapshots import watcher
    from foundation.zalo import deep_links, landings

    reactions.register(queueing.MOVES, queueing.follow)
    deep_links.register(addresses.NEWS)
    landings.register(addresses.NEWS, visits.landing_of_news, visits.note)
    watcher.jobs.append(visits.counts.write)
