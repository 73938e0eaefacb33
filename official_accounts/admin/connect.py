"""«Kết nối Official Account»: the form, the way to Zalo, and Zalo's callback.

The callback answers with a redirect at once, so that Zalo's code stays in no history; the tokens
are never shown.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET
from unfold.decorators import action
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from foundation.desk.change_log.pages import ChangeLoggedAdmin
from offices.models import Office
from offices.rights import within_reach
from offices.validators import validate_oa_id
from official_accounts import connecting
from official_accounts.connecting import Answer

CALLBACK = "oa-consent-callback"
CHANGELIST = "admin:official_accounts_officialaccount_changelist"


class ConnectForm(forms.Form):
    """Which account of which office."""

    office = forms.ModelChoiceField(
        Office.objects.none(),
        label="Đơn vị",
        required=False,
        empty_label="Tài khoản của tỉnh",
        widget=UnfoldAdminSelectWidget,
        help_text="Tin nhắn gửi tới tài khoản vào hàng chờ của đơn vị này.",
    )
    oa_id = forms.CharField(
        label="Mã Official Account",
        max_length=25,
        validators=[validate_oa_id],
        widget=UnfoldAdminTextInputWidget,
        help_text="Dãy chữ số ở oa.zalo.me. Người cấp quyền phải chọn đúng tài khoản này.",
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = Office.objects.in_force(timezone.localdate()).order_by("name")
        self.fields["office"].queryset = within_reach(offices, request.user, "pk")  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        """Refuse an account that is known to be somebody else's."""
        values = super().clean() or {}
        if "oa_id" in values:
            connecting.refuse_unfit(values.get("office"), values["oa_id"])
        return values


class Connects(ChangeLoggedAdmin):
    """Mixed into the admin of Official Accounts."""

    def get_custom_urls(self) -> tuple[tuple[str, str, Any], ...]:
        return (
            *super().get_custom_urls(),
            ("tra-ve/", CALLBACK, require_GET(self.callback_view)),
        )

    def has_connect_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        """Allow officers with the right to connect accounts."""
        return bool(request.user.has_perm("official_accounts.connect_officialaccount"))

    @action(
        description="Kết nối Official Account",
        url_path="ket-noi",
        icon="link",
        permissions=["connect"],
    )
    def connect(self, request: HttpRequest) -> HttpResponse:
        """Ask which account, then show the link to Zalo's page of consent."""
        form, consent = ConnectForm(request, request.POST or None), ""
        if request.method == "POST" and form.is_valid():
            try:
                consent = self._begin(request, form)
            except ValidationError as error:
                form.add_error(None, error)
        context = {
            **self.admin_site.each_context(request),
            "title": "Kết nối Official Account",
            "form": form,
            "list": reverse(CHANGELIST),
            "callback": callback_address(request),
            "consent": consent,
        }
        return TemplateResponse(request, "admin/official_accounts/connect.html", context)

    def _begin(self, request: HttpRequest, form: ConnectForm) -> str:
        """Return the link to Zalo: the page's own rules let no form lead to another host."""
        values = form.cleaned_data
        return connecting.begin(
            request.user,  # type: ignore[arg-type]  # signed in
            str(request.session.session_key),
            values["office"],
            values["oa_id"],
            callback_address(request),
        )

    def callback_view(self, request: HttpRequest, **_unfold: object) -> HttpResponse:
        """Take Zalo's answer, and say in Vietnamese how it went."""
        if not self.has_connect_permission(request):
            raise PermissionDenied
        answer = Answer(*(request.GET.get(name, "")[:1001] for name in ("state", "code", "oa_id")))
        try:
            account = connecting.finish(
                request.user,  # type: ignore[arg-type]  # signed in
                str(request.session.session_key),
                answer,
            )
        except ValidationError as error:
            for refusal in error.messages:
                messages.error(request, refusal)
            return redirect(CHANGELIST)
        self.log_change(request, account, "Kết nối Official Account")
        messages.success(request, f"Đã kết nối «{account}».")
        return redirect("admin:official_accounts_officialaccount_change", object_id=str(account.pk))


def callback_address(request: HttpRequest) -> str:
    """Return our whole address that Zalo sends the answer to; it has to be saved at Zalo too."""
    path = reverse(f"admin:{CALLBACK}")
    return request.build_absolute_uri(path)
