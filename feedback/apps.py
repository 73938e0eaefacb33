"""Registers the feedback app with other rooms."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """The feedback app."""

    name = "feedback"
    verbose_name = "Hỏi đáp và đánh giá"

    def ready(self) -> None:
        _tell_foundation_of_links()
        from citizens import access_log, webhooks
        from citizens.models import Purpose
        from citizens.notices import events, oa_replies
        from citizens.overview import parts
        from citizens.privacy import personal_data_registry
        from dossiers.owners import rating_registry
        from feedback import desk_search, navigation, notices, problems, readiness, roles, schema
        from feedback import figures as board
        from feedback import first_page as waiting
        from feedback.first_page import SOURCES as URGENT
        from feedback.questions import official_account, own_questions, personal_data
        from feedback.questions.moving import NOTICES
        from feedback.ratings import personal_data as rating_data
        from feedback.ratings.citizen_ratings import rating_state
        from feedback.satisfaction.exporting import KIND as FIGURES
        from foundation.api import readiness as service
        from foundation.api import schema_parts
        from foundation.api.problems import register as register_problems
        from foundation.desk import search
        from foundation.records import retention
        from officers.first_page import boards, cards, urgent

        register_problems(problems.PROBLEMS)
        search.register(desk_search.SOURCE, desk_search.FOLLOW_UPS)
        search.register_acts(*desk_search.ACTS)
        service.register_warnings(readiness.warnings)
        schema_parts.register(*schema.TAGS, enum_names=schema.ENUM_NAMES)
        personal_data_registry.register(personal_data.PART)
        personal_data_registry.register(rating_data.PART)
        personal_data_registry.register_withdrawal(Purpose.PHOTO, personal_data.forget_photos)
        for kind in (personal_data.KIND, FIGURES, *rating_data.KINDS):
            access_log.register(kind)
        cards.register(*waiting.CARDS)
        urgent.register(*URGENT)
        boards.register(*board.BOARDS)
        retention.register(*personal_data.CLASSES, *rating_data.CLASSES)
        rating_registry.register(rating_state)
        parts.register(own_questions.OVERVIEW)
        events.register(*notices.EVENTS)
        for told in NOTICES.values():
            oa_replies.register_reply(told, official_account.officers_reply)
        for event in official_account.EVENTS:
            webhooks.register_handler(event, official_account.receive_event)
        roles.register()
        navigation.register()


def _tell_foundation_of_links() -> None:
    from feedback import notices
    from feedback.ratings.landing import landing_of_rating
    from feedback.ratings.qr import RATING
    from foundation.zalo import deep_links, landings

    deep_links.register(RATING, notices.QUESTION, notices.RATINGS)
    landings.register(RATING, landing_of_rating)
