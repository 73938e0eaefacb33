"""Accounts that are opened, or may do more, wait for a second person: what the page notices."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse

from officers.second_person import actions
from officers.second_person.access import Access, access_of, widened

# The attribute in which a request keeps what the account could do before.
_BEFORE = "_access_before"
NEW, MORE, PASSWORD = "Tài khoản mới", "Thêm", "Đặt mật khẩu mới"


class OpenedAccounts(DjangoUserAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Mixed in before the page of accounts."""

    def hold(
        self, request: HttpRequest, account: User, what: str, *, sets_password: bool = False
    ) -> None:
        """Keep the account out until somebody else confirms, and tell the officer so."""
        officer = cast("User", request.user)
        if actions.hold(account, officer, what, sets_password=sets_password):
            messages.warning(
                request,
                f"Tài khoản «{account.username}» tạm chưa dùng được: một lãnh đạo của đơn vị, hoặc "
                "người quản trị khác, phải xác nhận ở mục «Xác nhận tài khoản».",
            )

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: Any) -> None:
        """Keep what the account could do before."""
        setattr(request, _BEFORE, access_of(obj.pk))
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Hold the account if it may do more now than before."""
        super().save_related(request, form, formsets, change)
        before: Access = getattr(request, _BEFORE)
        if more := widened(before, access_of(form.instance.pk)):
            what = f"{MORE if change else NEW}: {'; '.join(more)}"
            self.hold(request, form.instance, what, sets_password=not change)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> Any:  # noqa: A002  # Django's name
        """Hold the account if it got another password."""
        # Found as Django finds it: «+7», « 7» and «7_0A» are the account 7, too.
        before = self.get_object(request, unquote(id))
        answer: HttpResponse = super().user_change_password(request, id, form_url)
        after = before and User.objects.get(pk=before.pk)
        if before and after and after.password != before.password and after.has_usable_password():
            self.hold(request, after, PASSWORD, sets_password=True)
        return answer
