"""A province's own table of contacts, loaded by an administrator."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from unfold.decorators import action

from foundation.desk.change_log.pages import ChangeLoggedAdmin
from foundation.desk.table_import import Sending, SourcedTableForm, Summary, TableDialog
from offices.importing.contact_run import Import
from offices.importing.contacts import LAYOUT
from offices.models import Office


def _run(sending: Sending, *, apply: bool) -> Summary:
    """Import contacts. What would change and what stays is told by the names of offices."""
    day = timezone.localdate()
    run = Import(day, sending.source, apply, sending.overwrite, sending.officer)
    outcome = run.run(sending.file)
    keys = [*outcome.changed, *outcome.kept]
    names = dict(Office.objects.filter(pk__in=keys).values_list("pk", "name"))
    return Summary(
        f"Sẽ sửa {len(outcome.changed)} đơn vị, {outcome.unchanged} đơn vị không đổi",
        [(names[key], f": {'; '.join(said)}") for key, said in outcome.changed.items()],
        f"Đã ghi liên hệ của {len(outcome.changed)} đơn vị.",
        [(key, names[key], "; ".join(said)) for key, said in outcome.kept.items()],
    )


CONTACTS = TableDialog(
    "Nhập bảng liên hệ", LAYOUT, _run, SourcedTableForm, "Ghi vào danh bạ",
    "Mỗi dòng một đơn vị, ô trống thì giữ nguyên. Người dân thấy ngay khi ghi.",
)  # fmt: skip


class ImportsContacts(ChangeLoggedAdmin):
    """Mixed into the admin of offices: who may add offices may load a table of their contacts."""

    @action(
        description="Nhập bảng liên hệ",
        url_path="nhap-lien-he",
        icon="upload_file",
        permissions=["add"],
    )
    def load_contacts(self, request: HttpRequest) -> HttpResponse:
        """Ask for a table, show what it would change, write it."""
        return CONTACTS.answer(self, request)
