"""The Django app that holds the model Revision."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Registers the app."""

    name = "foundation.publishing"
    label = "publishing"
    verbose_name = "Công bố"
