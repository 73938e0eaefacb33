"""Officers' page of Zalo's own list of templates."""

from django.contrib import admin
from unfold.decorators import display

from foundation.desk.read_only import ReadOnlyAdmin
from offices.rights import OfEveryOffice
from official_accounts import registry
from official_accounts.models import ZaloTemplate


@admin.register(ZaloTemplate)
class ZaloTemplateAdmin(OfEveryOffice, ReadOnlyAdmin):
    """Zalo's list, as it was read last; `refresh_templates` reads it every night."""

    list_display = ["template_id", "name", "status", "quality", "price_phone", "price_user",
                    "show_faults", "read_at"]  # fmt: skip
    list_filter = ["status", "quality"]
    search_fields = ["template_id", "name"]
    sortable_by = ()
    fields = ["account", "template_id", "name", "status", "quality", "price_phone", "price_user",
              "show_parameters", "show_faults", "read_at", "missing_since"]  # fmt: skip
    list_select_related = ["account"]

    @display(description="Tham số")
    def show_parameters(self, row: ZaloTemplate) -> str:
        """Show each parameter with its longest value."""
        found = registry.template_of(row).parameters
        return (
            "; ".join(
                f"{one.name} ({'bắt buộc' if one.required else 'tuỳ chọn'}, "
                f"tối đa {one.max_length or 'không rõ'} chữ)"
                for one in found
            )
            or "–"
        )

    @display(description="Cần xem")
    def show_faults(self, row: ZaloTemplate) -> str:
        """Show why the template may not be sent."""
        return "; ".join(registry.faults_of(row)) or "–"
