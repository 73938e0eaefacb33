"""The feedback app."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """Questions and answers, photos, published answers, ratings."""

    name = "feedback"
    verbose_name = "Hỏi đáp và đánh giá"

    def ready(self) -> None:
        """Say what is held of a citizen and how long, and listen to the Official Account."""
        from citizens import access_log, personal_data_registry, webhooks
        from citizens.models import Purpose
        from citizens.notices import replies
        from dossiers import rating_registry
        from feedback import cards as waiting
        from feedback import figures as board
        from feedback import (  # noqa: F401  # the schema registers on import
            navigation,
            roles,
            schema,
        )
        from feedback.questions import official_account, personal_data
        from feedback.questions.actions import NOTICES
        from feedback.ratings import personal_data as raters
        from feedback.ratings.own import state_of
        from feedback.satisfaction.exporting import KIND as FIGURES
        from foundation.records import retention
        from officers.first_page import boards, cards

        personal_data_registry.register(personal_data.PART)
        personal_data_registry.register(raters.PART)
        personal_data_registry.on_withdrawal(Purpose.PHOTO, personal_data.forget_photos)
        for kind in (personal_data.KIND, FIGURES, *raters.KINDS):
            access_log.register(kind)
        cards.register(*waiting.CARDS)
        boards.register(*board.BOARDS)
        retention.register(*personal_data.CLASSES, *raters.CLASSES)
        rating_registry.register(state_of)
        for told in NOTICES.values():
            replies.answer_with(told, official_account.reply_of)
        for event in official_account.EVENTS:
            webhooks.on(event, official_account.hear)
        roles.register()
        navigation.register()
