"""Inviting an officer: name, office, role; the answer has the link, which stands nowhere else."""

from typing import Any, cast

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import AnonymousUser, Group, User
from django.contrib.auth.views import PasswordResetConfirmView
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminPasswordWidget,
    UnfoldAdminTextInputWidget,
)

from foundation.desk.change_log.recording import Act, record
from foundation.desk.long_lists import PickOne
from foundation.records.vietnamese import fold
from officers.admin.account_list import groups_given_by
from officers.second_person.inviting import PASSWORD_SET, Invited, invite, link_of, tokens
from offices.models import Office
from offices.rights import within_reach

ADD = ("auth.add_user", "offices.add_officer")


class InvitationForm(forms.Form):
    """Who is invited, where, and as what."""

    name = forms.CharField(
        label="Họ và tên",
        max_length=100,
        widget=UnfoldAdminTextInputWidget(attrs={"autofocus": True, "autocomplete": "off"}),
        help_text="Tên đăng nhập được đặt từ họ tên.",
    )
    office = forms.ModelChoiceField(Office.objects.none(), label="Nơi công tác", widget=PickOne)
    roles = forms.ModelMultipleChoiceField(
        Group.objects.none(), label="Vai trò", widget=UnfoldAdminCheckboxSelectMultipleWidget
    )

    def __init__(self, giver: User | AnonymousUser, *args: Any) -> None:
        super().__init__(*args)
        offices = within_reach(Office.objects.all(), giver, "pk")
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]  # a field of models
        self.fields["roles"].queryset = groups_given_by(giver)  # type: ignore[attr-defined]  # as above

    def clean_name(self) -> str:
        """Require family name and given name, of which the user name is made."""
        name = " ".join(self.cleaned_data["name"].split())
        if len(fold(name).split()) < 2:  # noqa: PLR2004  # family name and given name
            raise ValidationError("Ghi đủ họ và tên.", code="whole_name")
        return name


def invitation_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Ask whom, then answer with the link; the site keeps every page out of caches."""
    if not request.user.has_perms(ADD):
        raise PermissionDenied
    form = InvitationForm(request.user, *([request.POST] if request.method == "POST" else []))
    context = {**site.each_context(request), "title": "Mời cán bộ", "form": form}
    if form.is_valid():
        invited = Invited(**form.cleaned_data)
        try:
            account = invite(invited, cast("User", request.user))
        except ValidationError as error:
            form.add_error("name", error)
        else:
            link = request.build_absolute_uri(link_of(account))
            context |= {"account": account, "link": link, "invited": invited}
    return TemplateResponse(request, "admin/accounts/invitation.html", context)


class FirstPasswordForm(SetPasswordForm):  # type: ignore[type-arg]  # not generic at run time
    """The password that only its holder knows, typed twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget = UnfoldAdminPasswordWidget(attrs={"autocomplete": "new-password"})


@method_decorator(never_cache, name="dispatch")
class AcceptInvitation(PasswordResetConfirmView):
    """The page behind the link: Django's own, which takes the token out of the address at once."""

    token_generator = tokens
    form_class = FirstPasswordForm
    template_name = "admin/accounts/accept_invitation.html"
    success_url = reverse_lazy("admin:login")
    title = "Đặt mật khẩu"

    def form_valid(self, form: Any) -> HttpResponse:
        """Set the password and log that it was set."""
        with transaction.atomic():
            answer: HttpResponse = super().form_valid(form)
            record(form.user, Act.CHANGED, form.user, PASSWORD_SET)
        return answer
