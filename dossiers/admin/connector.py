"""Keys of the province's connector and its deliveries; for superusers."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from unfold.decorators import action, display
from unfold.enums import ActionVariant
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectMultipleWidget,
    UnfoldAdminTextInputWidget,
)

from dossiers.admin.signed_in import signed_in
from dossiers.connector import keys, scopes
from dossiers.models import ConnectorDelivery, ConnectorKey
from foundation.desk.long_lists import BoundedPaginator
from foundation.desk.read_only import ReadOnlyAdmin
from offices.models import Office

STATES = {"Đang dùng": "success", "Hết hạn": "warning", "Đã thu hồi": "danger"}


class KeyForm(forms.Form):
    """A new key."""

    name = forms.CharField(
        label="Tên",
        max_length=100,
        widget=UnfoldAdminTextInputWidget,
        help_text="Hệ thống nào dùng khoá.",
    )
    offices = forms.ModelMultipleChoiceField(
        Office.objects.all(),
        label="Đơn vị",
        widget=UnfoldAdminSelectMultipleWidget,
        help_text="Gồm cả các đơn vị cấp dưới.",
    )
    scopes = forms.MultipleChoiceField(
        choices=scopes.choices,
        label="Quyền",
        initial=[scopes.WRITE],
        widget=UnfoldAdminSelectMultipleWidget,
        help_text="Chỉ cấp quyền mà hệ thống ấy cần. Sau này không đổi được: hãy tạo khoá khác.",
    )
    days = forms.IntegerField(
        label="Thời hạn (ngày)",
        initial=keys.DEFAULT_DAYS,
        min_value=1,
        max_value=keys.MAX_DAYS,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text="Hết hạn thì khoá không dùng được; hãy đổi khoá trước đó.",
    )


class SuperusersOnly(ReadOnlyAdmin):
    """For superusers: a key writes dossiers without holding any post."""

    def has_view_permission(self, request: HttpRequest, _obj: models.Model | None = None) -> bool:
        return bool(request.user.is_superuser)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)


@admin.register(ConnectorKey)
class ConnectorKeyAdmin(SuperusersOnly):
    """Keys: created, rotated, revoked. A key is shown once, in the answer that created it."""

    list_display = ["public_id", "name", "show_state", "created_at", "expires_at", "last_used_on"]
    set_by_itself = ("last_used_on", "minute", "minute_calls")
    search_fields = ["name", "public_id"]
    actions_detail = ["rotate", "revoke"]
    fields = [
        "public_id",
        "name",
        "offices",
        "show_scopes",
        "show_state",
        "created_at",
        "created_by",
        "expires_at",
        "revoked_at",
        "last_used_on",
    ]

    def has_add_permission(self, request: HttpRequest, _obj: Model | None = None) -> bool:
        return bool(request.user.is_superuser)

    def has_write_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return bool(request.user.is_superuser)

    @display(description="Tình trạng", label=STATES)
    def show_state(self, key: ConnectorKey) -> str:
        return keys.state_of(key, timezone.now())

    @display(description="Quyền")
    def show_scopes(self, key: ConnectorKey) -> str:
        return ", ".join(scopes.titles_of(key))

    def add_view(
        self,
        request: HttpRequest,
        _form_url: str = "",
        _extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """Create a key and show it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = KeyForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            given = form.cleaned_data
            key, text = keys.create(
                given["name"],
                [office.pk for office in given["offices"]],
                given["days"],
                signed_in(request),
                given["scopes"],
            )
            self.log_addition(request, key, "Tạo khoá")
            return self._shown_once(request, key, text)
        return self._page(request, "Tạo khoá kết nối", form=form)

    @action(description="Đổi khoá", url_path="doi-khoa", icon="autorenew", permissions=["write"])
    def rotate(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask once more; then create the next key and show it."""
        key = self._key(object_id)
        if request.method != "POST":
            text = (
                f"Tạo khoá mới thay cho «{key.name}»; khoá cũ còn dùng được "
                f"{keys.ROTATION_DAYS} ngày."
            )
            return self._page(request, "Đổi khoá", key=key, question=text, submit="Đổi khoá")
        try:
            new, text = keys.rotate(key.pk, keys.DEFAULT_DAYS, signed_in(request))
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return self._page(request, "Đổi khoá", key=key)
        self.log_change(request, key, "Đổi khoá")
        self.log_addition(request, new, f"Thay cho khoá {key.public_id}")
        return self._shown_once(request, new, text)

    @action(
        description="Thu hồi",
        url_path="thu-hoi",
        icon="block",
        permissions=["write"],
        variant=ActionVariant.DANGER,
    )
    def revoke(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask once more; then end the key at once."""
        key = self._key(object_id)
        if request.method != "POST":
            return self._page(
                request,
                "Thu hồi khoá",
                key=key,
                question=f"Khoá «{key.name}» hết hiệu lực ngay.",
                submit="Thu hồi",
            )
        keys.revoke(key.pk)
        self.log_change(request, key, "Thu hồi khoá")
        return self._page(request, "Thu hồi khoá", key=key, done="Đã thu hồi.")

    @staticmethod
    def _key(object_id: str) -> ConnectorKey:
        return get_object_or_404(ConnectorKey, pk=object_id if object_id.isdecimal() else None)

    def _shown_once(self, request: HttpRequest, key: ConnectorKey, text: str) -> HttpResponse:
        return self._page(request, "Khoá kết nối mới", key=key, text=text)

    def _page(self, request: HttpRequest, title: str, **context: object) -> HttpResponse:
        known = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "list": reverse("admin:dossiers_connectorkey_changelist"),
        }
        return TemplateResponse(
            request,
            "admin/dossiers/connector_key.html",
            {**known, **context},
            headers={"Cache-Control": "no-store"},
        )


@admin.register(ConnectorDelivery)
class ConnectorDeliveryAdmin(SuperusersOnly):
    """What each delivery did."""

    list_display = ["show_number", "key", "at", "show_counts"]
    list_select_related = ["key"]
    list_filter = ["key"]
    show_full_result_count = False
    paginator = BoundedPaginator
    fields = ["key", "at", "show_counts", "show_refused"]

    @display(description="Kết quả")
    def show_counts(self, delivery: ConnectorDelivery) -> str:
        names = {
            "created": "thêm mới",
            "updated": "cập nhật",
            "unchanged": "không đổi",
            "conflict": "chưa khớp",
            "refused": "không nhận",
        }
        return (
            ", ".join(
                f"{names.get(name, name)} {count}"
                for name, count in delivery.counts.items()
                if count
            )
            or "–"
        )

    @display(description="Dòng không nhận (100 dòng đầu)")
    def show_refused(self, delivery: ConnectorDelivery) -> str:
        wrong = [one for one in delivery.results if one["errors"]][:100]
        return (
            "\n".join(
                f"{one['index']}: {one['code']} {one['errors'][0]['detail']}" for one in wrong
            )
            or "–"
        )
