"""Names in files that were mapped once: corrected or deleted here."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from unfold.decorators import display
from unfold.widgets import (
    UnfoldAdminSelectWidget,
)

from dossiers.admin.signed_in import signed_in
from dossiers.importing.columns import DOSSIERS
from dossiers.models import ColumnName, OfficeName
from foundation.desk.change_log.pages import ChangeLoggedAdmin
from foundation.importing.columns import MAX_HEADER_LENGTH, folded
from offices.rights import within_reach


class NamesAdmin(ChangeLoggedAdmin):
    """Mapped names: added where a file needs them, corrected or deleted here."""

    list_fullwidth = True
    list_select_related = ["by"]
    search_fields = ["written"]
    readonly_fields = ["folded", "written", "by", "at"]

    def has_add_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        return False

    def save_model(
        self,
        request: HttpRequest,
        obj: ColumnName | OfficeName,
        form: forms.BaseForm,
        change: object,
    ) -> None:
        """Note who changed it last."""
        obj.by, obj.at = signed_in(request), timezone.now()
        super().save_model(request, obj, form, change)


class ColumnNameForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """What a header or a member of a delivery holds."""

    key = forms.ChoiceField(
        label="Là cột", choices=DOSSIERS.choices, widget=UnfoldAdminSelectWidget
    )

    def clean(self) -> dict[str, object]:
        """Refuse a new name that the office has explained already."""
        values = super().clean() or {}
        if written := values.get("written"):
            self.instance.folded = folded(str(written))[:MAX_HEADER_LENGTH]
            same = ColumnName.objects.filter(
                office=values.get("office"), folded=self.instance.folded
            )
            if same.exists():
                raise ValidationError(
                    "Cột này đã khai báo ở phạm vi này: hãy sửa dòng đã có.", code="known"
                )
        return values


@admin.register(ColumnName)
class ColumnNameAdmin(NamesAdmin):
    """Headers."""

    form = ColumnNameForm
    list_display = ["written", "show_key", "office", "by", "at"]
    list_select_related = ["by", "office"]
    readonly_fields = [*NamesAdmin.readonly_fields, "office"]

    def has_add_permission(self, request: HttpRequest, _obj: Model | None = None) -> bool:
        """Let superusers explain what a connector sends: it comes with no file to explain."""
        return bool(request.user.is_superuser)

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        own = ["written", "office", "key"]
        return own if obj is None else [*own, "folded", "by", "at"]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return [] if obj is None else list(self.readonly_fields)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ColumnName]:
        return within_reach(super().get_queryset(request), request.user)

    @display(description="Là cột")
    def show_key(self, name: ColumnName) -> str:
        return dict(DOSSIERS.choices()).get(name.key, name.key)


@admin.register(OfficeName)
class OfficeNameAdmin(NamesAdmin):
    """Names of offices."""

    list_display = ["written", "office", "by", "at"]
    list_select_related = ["by", "office"]
