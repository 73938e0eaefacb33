"""Officers' page for look-up attempts: many misses of one mark are somebody guessing."""

from django.contrib import admin

from citizens.access_log import LoggedAdmin
from citizens.models import LookupTry
from foundation.desk.long_lists import BoundedPaginator
from foundation.desk.read_only import ReadOnlyAdmin
from offices.rights import OfEveryOffice


@admin.register(LookupTry)
class LookupTryAdmin(OfEveryOffice, LoggedAdmin, ReadOnlyAdmin):
    """The log: only marks, neither codes nor addresses."""

    list_display = ["at", "subject", "citizen", "caller", "given", "hit"]
    list_filter = ["subject", "hit", "given"]
    list_select_related = ["citizen"]
    search_fields = ["=caller"]
    search_help_text = "Đủ cả dấu người tra cứu"
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = BoundedPaginator
    ordering = ["-pk"]
    sortable_by = ()
