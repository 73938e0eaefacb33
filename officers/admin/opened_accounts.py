"""Hold accounts that are opened, or get more rights, until a second person confirms."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse

from officers.second_person import actions
from officers.second_person.access import Access, access_of, widened

# The attribute of a request with the account's access before the change.
_BEFORE = "_access_before"
NEW, MORE, PASSWORD = "Tài khoản mới", "Thêm", "Đặt mật khẩu mới"


class OpenedAccounts(DjangoUserAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Mixin before the page of accounts."""

    def hold(self, request: HttpRequest, account: User, what: str, **how: bool) -> None:
        """Hold the account until somebody else confirms, and show that to the officer."""
        officer = cast("User", request.user)
        if actions.hold(account, officer, what, **how):
            messages.warning(
                request,
                f"Tài khoản «{account.username}» tạm chưa dùng được: một lãnh đạo của đơn vị, hoặc "
                "người quản trị khác, phải xác nhận ở mục «Xác nhận tài khoản».",
            )

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: Any) -> None:
        """Remember the account's access before the change."""
        setattr(request, _BEFORE, access_of(obj.pk))
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Hold the account if it has more rights than before."""
        super().save_related(request, form, formsets, change)
        before: Access = getattr(request, _BEFORE)
        if more := widened(before, access_of(form.instance.pk)):
            what = f"{MORE if change else NEW}: {'; '.join(more)}"
            self.hold(request, form.instance, what, sets_password=not change)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> Any:  # noqa: A002  # Django's name
        """Hold the account if its password was changed."""
        # Look it up as Django does: «+7», « 7» and «7_0A» are the account 7, too.
        before = self.get_object(request, unquote(id))
        answer: HttpResponse = super().user_change_password(request, id, form_url)
        after = before and User.objects.get(pk=before.pk)
        if before and after and after.password != before.password and after.has_usable_password():
            self.hold(request, after, PASSWORD, sets_password=True)
        return answer
