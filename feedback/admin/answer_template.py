"""Officers' pages of answer templates."""

from django.contrib import admin

from feedback.models import AnswerTemplate
from foundation.desk.change_log.pages import ChangeLoggedAdmin


@admin.register(AnswerTemplate)
class AnswerTemplateAdmin(ChangeLoggedAdmin):
    """Templates. The model checks the placeholders."""

    list_fullwidth = True
    list_display = ("title", "field", "enabled")
    list_filter = ("enabled",)
    list_select_related = ("field",)
    search_fields = ("title",)
    show_facets = admin.ShowFacets.NEVER
    warn_unsaved_form = True
