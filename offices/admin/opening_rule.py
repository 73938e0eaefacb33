"""Officers' pages for the opening hours that many offices share."""

from django.contrib import admin

from offices.admin.publishing import PublishingAdmin
from offices.models import OpeningRule


@admin.register(OpeningRule)
class OpeningRuleAdmin(PublishingAdmin):
    """The week of the province, and of each kind of office."""

    counted_as = "quy định"
    add_words = "Thêm giờ chung"
    list_display = ["__str__", "week", "note", "as_of"]
    ordering = ["kind"]
    fields = ["kind", "week", "note", "source", "as_of"]
