"""Registers what the other rooms have to know of the counter."""

from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    """The counter."""

    name = "reception"
    verbose_name = "Tiếp dân tại quầy"

    def ready(self) -> None:
        _tell_foundation()
        _tell_citizens()
        _tell_officers()


def _tell_foundation() -> None:
    from foundation.api import schema_parts
    from foundation.api.problems import register as register_problems
    from foundation.records import retention
    from foundation.zalo import deep_links, landings
    from reception import codes, notices, personal_data, problems
    from reception.api import schema
    from reception.api.landing import landing_of_queue

    register_problems(problems.PROBLEMS)
    schema_parts.register(*schema.TAGS, enum_names=schema.ENUM_NAMES)
    retention.register(*personal_data.CLASSES)
    deep_links.register(notices.NUMBER_SCREEN, codes.QUEUE)
    landings.register(codes.QUEUE, landing_of_queue)


def _tell_citizens() -> None:
    from citizens import access_log
    from citizens.notices import events
    from citizens.overview import parts
    from citizens.privacy import personal_data_registry, restoring
    from dossiers import collecting
    from reception import codes, notices, own_numbers, personal_data
    from reception.actions.restoring import skip_lost_numbers

    personal_data_registry.register(personal_data.PART)
    access_log.register(personal_data.KIND)
    restoring.register(skip_lost_numbers)
    events.register(*notices.EVENTS)
    parts.register(own_numbers.OVERVIEW)
    collecting.register(codes.for_collecting)


def _tell_officers() -> None:
    from foundation.desk.change_log.values import name_rows_of
    from officers.first_page import boards, cards, watches
    from reception import figures, first_page, navigation, roles

    cards.register(*first_page.CARDS)
    watches.register(*first_page.WATCHES)
    boards.register(figures.BOARD)
    roles.register()
    navigation.register()
    name_rows_of("reception")
