"""The app of what is published: its revisions."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Holds the model Revision."""

    name = "foundation.publishing"
    label = "publishing"
    verbose_name = "Công bố"
