"""Who is called first, and by which law."""

from django.contrib import admin

from foundation.desk.change_log.pages import ChangeLoggedAdmin
from reception.models import PriorityGroup


@admin.register(PriorityGroup)
class PriorityGroupAdmin(ChangeLoggedAdmin):
    """Groups; numbers that refer to one keep it."""

    list_display = ("name", "basis", "active")
    list_fullwidth = True
    actions = None
    warn_unsaved_form = True
