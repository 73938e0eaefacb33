"""Registers the feedback app with other rooms."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """The feedback app."""

    name = "feedback"
    verbose_name = "Hỏi đáp và đánh giá"

    def ready(self) -> None:
        _tell_foundation()
        _tell_citizens()
        _tell_accounts()
        _tell_officers()


def _tell_foundation() -> None:
    from feedback import notices, outward, problems, readiness, schema
    from feedback.questions import personal_data
    from feedback.ratings import personal_data as rating_data
    from feedback.ratings.landing import landing_of_rating
    from feedback.ratings.qr import RATING
    from foundation.api import readiness as service
    from foundation.api import schema_parts
    from foundation.api.problems import register as register_problems
    from foundation.events import kinds
    from foundation.records import retention
    from foundation.zalo import deep_links, landings

    register_problems(problems.PROBLEMS, problems.FIELD_CODES)
    service.register_warnings(readiness.warnings)
    schema_parts.register(*schema.TAGS, enum_names=schema.ENUM_NAMES)
    retention.register(*personal_data.CLASSES, *rating_data.CLASSES)
    deep_links.register(RATING, notices.QUESTION, notices.RATINGS)
    landings.register(RATING, landing_of_rating)
    kinds.register(outward.QUESTION, outward.RATINGS)


def _tell_citizens() -> None:
    from citizens import access_log
    from citizens.models import Purpose
    from citizens.notices import events
    from citizens.overview import parts
    from citizens.privacy import personal_data_registry
    from dossiers.owners import rating_registry
    from feedback import notices
    from feedback.questions import own_questions, personal_data
    from feedback.ratings import personal_data as rating_data
    from feedback.ratings.citizen_ratings import rating_state
    from feedback.ratings.visits import RATINGS
    from feedback.satisfaction.exporting import KIND as FIGURES
    from reception import ratings

    personal_data_registry.register(personal_data.PART)
    personal_data_registry.register(rating_data.PART)
    personal_data_registry.register_withdrawal(Purpose.PHOTO, personal_data.forget_photos)
    for kind in (personal_data.KIND, FIGURES, *rating_data.KINDS):
        access_log.register(kind)
    rating_registry.register(rating_state)
    ratings.register(RATINGS)
    parts.register(own_questions.OVERVIEW)
    events.register(*notices.EVENTS)


def _tell_accounts() -> None:
    from citizens import webhooks
    from citizens.notices import oa_replies
    from feedback import notices
    from feedback.questions import official_account
    from feedback.questions.moving import NOTICES

    for told in NOTICES.values():
        oa_replies.register_reply(told, official_account.officers_reply)
    for own in (notices.DANGER, notices.BOOKING):
        oa_replies.register_reply(own.name, official_account.own_words)
    for event in official_account.EVENTS:
        webhooks.register_handler(event, official_account.receive_event)


def _tell_officers() -> None:
    from feedback import desk_search, navigation, roles
    from feedback import figures as board
    from feedback import first_page as waiting
    from feedback.first_page import SOURCES as URGENT
    from feedback.questions.holding import HELD
    from foundation.desk import search
    from officers.first_page import boards, cards, urgent
    from offices import held_work

    search.register(desk_search.SOURCE, desk_search.FOLLOW_UPS)
    search.register_acts(*desk_search.ACTS)
    cards.register(*waiting.CARDS)
    urgent.register(*URGENT)
    boards.register(*board.BOARDS)
    roles.register()
    navigation.register()
    held_work.register(HELD)
