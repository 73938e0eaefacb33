"""Export of the list as filtered, or of the ticked rows."""

import tempfile
from collections.abc import Iterator
from contextvars import copy_context
from functools import partial

from django.contrib import admin, messages
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from citizens.access_log import LoggedAdmin
from dossiers import exporting
from dossiers.querysets import DossierQuerySet

EXPORT = "dossiers.export_dossier"


class ExportsDossiers(LoggedAdmin):
    """Mixed into the admin of dossiers, whose queryset holds what the officer may see."""

    def has_export_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(EXPORT))

    @admin.action(description="Xuất CSV", permissions=["export"])
    def export_csv(
        self, request: HttpRequest, queryset: DossierQuerySet
    ) -> HttpResponseBase | None:
        """Stream the rows as CSV."""
        if not self._logged(request, queryset, exporting.MAX_ROWS):
            return None
        headers = {
            "Content-Disposition": f'attachment; filename="{_name()}.csv"',
            "Cache-Control": "no-store",
        }
        return StreamingHttpResponse(
            _as_asked(exporting.as_csv(queryset)),
            content_type=exporting.CSV_TYPE,
            headers=headers,
        )

    @admin.action(description="Xuất Excel", permissions=["export"])
    def export_xlsx(
        self, request: HttpRequest, queryset: DossierQuerySet
    ) -> HttpResponseBase | None:
        """Send the rows as XLSX, from a temporary file."""
        if not self._logged(request, queryset, exporting.MAX_WORKBOOK_ROWS):
            return None
        file = tempfile.TemporaryFile()  # noqa: SIM115  # the response closes it
        exporting.as_workbook(queryset, file)
        file.seek(0)
        headers = {"Cache-Control": "no-store"}
        return FileResponse(
            file,
            as_attachment=True,
            filename=f"{_name()}.xlsx",
            content_type=exporting.XLSX_TYPE,
            headers=headers,
        )

    def _logged(self, request: HttpRequest, queryset: DossierQuerySet, limit: int) -> bool:
        """Log the export before anything is sent; refuse one that is too large."""
        if queryset.order_by()[: limit + 1].count() > limit:
            messages.error(
                request, f"Quá {limit:,} hồ sơ. Hãy lọc bớt, hoặc dùng CSV.".replace(",", ".")
            )
            return False
        self.log_export(request, queryset)
        return True


def _as_asked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Let what is streamed know of its request, such as that the officer has just written.

    The server may go on in another thread.
    """
    return iter(partial(copy_context().run, next, pieces, None), None)


def _name() -> str:
    return f"ho-so-{timezone.localdate():%Y%m%d}"
