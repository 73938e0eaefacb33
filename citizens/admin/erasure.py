"""Officers' page of erasures: when they happened and why. Nothing personal is left to show."""

from django.contrib import admin
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import display

from citizens.models import Erasure
from citizens.privacy import personal_data_registry
from foundation.desk.log_filters import DaysFilter
from foundation.desk.long_lists import BoundedPaginator
from foundation.desk.read_only import ReadOnlyAdmin
from offices.rights import OfEveryOffice


@admin.register(Erasure)
class ErasureAdmin(OfEveryOffice, ReadOnlyAdmin):
    """Erasures, newest first."""

    list_display = ["show_number", "show_citizen", "cause", "at", "show_rows"]
    list_filter = [("cause", ChoicesDropdownFilter), ("at", DaysFilter)]
    list_filter_submit = True
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = BoundedPaginator
    sortable_by = ()
    fields = ["show_citizen", "cause", "at", "show_counts"]
    readonly_fields = ["show_citizen", "show_counts"]

    @display(description="Công dân")
    def show_citizen(self, erasure: Erasure) -> str:
        """Show the number of the emptied row."""
        return f"Công dân {erasure.citizen_id}"

    @display(description="Số dòng đã xoá")
    def show_rows(self, erasure: Erasure) -> int:
        """Show how many rows were erased."""
        return sum(erasure.counts.values())

    @display(description="Số dòng đã xoá của từng phần")
    def show_counts(self, erasure: Erasure) -> str:
        """Show the erased rows by part; a part that no longer exists is shown by its name."""
        titles = {part.name: part.title for part in personal_data_registry.parts()}
        return (
            "; ".join(
                f"{titles.get(name, name)}: {rows}" for name, rows in erasure.counts.items() if rows
            )
            or "–"
        )
