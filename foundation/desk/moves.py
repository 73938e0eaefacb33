"""Buttons and dialogs for the moves of a workflow, made from a table of `Button`.

A room says its flow, its buttons and its texts. Each lawful move becomes a button on the row's
page, and each button a dialog. A dialog remembers which version the officer saw, so that of two at
one row one is told; logging, the next row and kept drafts come from `dialogs` and `sent_forms`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, cast

from django import forms
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.forms.forms import DeclarativeFieldsMetaclass
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.html import format_html
from unfold.decorators import action
from unfold.enums import ActionVariant

from foundation.desk.change_log.pages import ChangeLoggedAdmin
from foundation.desk.dialogs import DialogForm, carry_out, dialog
from foundation.desk.drafts import PAGE
from foundation.moves.engine import Act, Flow, Refused, Versioned

PLAIN, MAIN, BAD = ActionVariant.DEFAULT, ActionVariant.PRIMARY, ActionVariant.DANGER
AnyFlow = Flow[Any, Any, Any, Any, Any, Any]


class RowForm(DialogForm):
    """A dialog about one row that the officer may see: of a flow, or else of the page's list."""

    flow: ClassVar[Versioned[Any] | None] = None
    done: ClassVar[str] = ""  # what was done; if it is empty, `act` returns it
    at_once: ClassVar[bool] = False  # sent without being shown where every field is filled in
    officer: Any  # who asks, a User; a field may have this name, too
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def reachable(self) -> QuerySet[Any]:
        """Return the rows that the officer may choose from."""
        page: Any = getattr(self.request, PAGE)
        rows: QuerySet[Any] = (
            self.flow.visible_to(self.officer) if self.flow else page.get_queryset(self.request)
        )
        return rows

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = self.request.user
        if not isinstance(user, User):
            raise PermissionDenied
        self.officer = user
        self.row: Any = get_object_or_404(_at(str(self.object_id), self.reachable()))
        if self.flow and self.flow.version:
            self.fields["seen"].initial = self.flow.seen_of(self.row)
        else:
            del self.fields["seen"]
        self.prepare()

    def prepare(self) -> None:
        """Fill in the choices that depend on the row."""

    @property
    def asks_nothing(self) -> bool:
        """True if the browser may send the dialog at once; a refusal shows it."""
        known = all(self.get_initial_for_field(self.fields[one.name], one.name) for one in self)
        return self.at_once and not self.is_bound and known

    def heading(self) -> str:
        """Return which row it is, "" if the page says so itself."""
        return ""

    def render_before_template(self) -> str:
        """Show which row it is, above the rest."""
        heading = self.heading()
        shown = format_html('<p class="quiet">{}</p>', heading) if heading else ""
        return format_html("{}{}", shown, super().render_before_template())

    def act(self) -> object:
        """Do what the officer asks for."""
        raise NotImplementedError

    def typed(self, name: str) -> Any:
        """Return what was typed into a field, None where it does not exist."""
        return self.cleaned_data.get(name)

    def noted(self, done: str) -> str:
        """Return what was done, for the log."""
        return done


def row_form(
    act: Callable[..., object], done: str, base: type[RowForm] = RowForm, **asked: forms.Field
) -> type[RowForm]:
    """Return a dialog that calls `act` with row, officer and what was asked for.

    `done` says what was done; if it is empty, `act` returns it.
    """

    def do(form: RowForm) -> object:
        return act(form.row, form.officer, *(form.typed(name) for name in asked))

    names = {"done": done, "act": do, **asked}
    return cast("type[RowForm]", DeclarativeFieldsMetaclass(base.__name__, (base,), names))


def _at(object_id: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return the row of an address, if it is one of these."""
    try:
        return rows.filter(pk=rows.model._meta.pk.to_python(unquote(object_id)))
    except ValidationError:
        return rows.none()


class MoveForm(RowForm):
    """A dialog that makes a move. Fields reach the effect under their names.

    `makes` names what `arguments` adds for parameters that are no field.
    """

    button: ClassVar["Button"]
    makes: ClassVar[frozenset[str]] = frozenset()

    def arguments(self) -> dict[str, Any]:
        """Return what the act takes besides row and officer."""
        return {
            name: self.typed(name) for name in self.button.act.parameters if name in self.fields
        }

    def act(self) -> object:
        """Make the move."""
        make = self.button.act.seen(self.typed("seen"))
        return make(self.row, self.officer, **self.arguments())


@dataclass(frozen=True)
class Button:
    """How a move looks and what its dialog asks for.

    `fields` are parameters of the act. What plain fields cannot ask stands in a `form`. The
    button, and what is pressed in the dialog, are called as the move, unless `name` and `submit`
    say otherwise.
    """

    act: Act[Any, ...]
    path: str
    icon: str
    text: str
    done: str
    fields: Mapping[str, forms.Field] = field(default_factory=dict)
    form: type[MoveForm] | None = None
    name: str = ""
    submit: str = ""
    variant: ActionVariant = PLAIN
    shortcut: str = ""


def form_of(button: Button, default: type[MoveForm]) -> type[MoveForm]:
    """Return the form of a button's dialog. Raises TypeError if act and fields do not fit."""
    base, taken = button.form or default, button.act.parameters
    names = {"flow": button.act.flow, "button": button, "done": button.done, **button.fields}
    form = cast("type[MoveForm]", DeclarativeFieldsMetaclass(base.__name__, (base,), names))
    given = {*form.declared_fields, *form.makes}
    missing = {name for name, needed in taken.items() if needed} - given
    unused = {*button.fields, *base.makes} - set(taken)
    if missing or unused:
        raise TypeError(f"{button.path}: {sorted(missing)} missing, {sorted(unused)} unused")
    return form


@dataclass(frozen=True)
class RowButton:
    """A button with a dialog: how it is called, who may press it, and what the dialog says.

    `submit` is what is pressed in the dialog; `verb` begins the buttons that lead to the next row.
    """

    label: str
    path: str
    icon: str
    permission: str
    form: type[RowForm]
    title: str
    text: str
    submit: str
    variant: ActionVariant = PLAIN
    shortcut: str = ""
    verb: str = ""


class RowPage(ChangeLoggedAdmin):
    """Mixed into the admin of rows with buttons and dialogs."""

    dialogs: ClassVar[Mapping[str, RowButton]]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Make a button of each dialog."""
        super().__init_subclass__(**kwargs)
        for name, button in cls.__dict__.get("dialogs", {}).items():
            setattr(cls, name, _press(name, button))

    def told(self, _row: Any, _done: str) -> str:
        """Return what the officer reads after an act, "" for what was done."""
        return ""

    def decide(self, request: HttpRequest, form: RowForm) -> HttpResponse:
        """Do what a dialog asks for, and lead on."""
        row, done = form.row, form.noted(form.done)
        return carry_out(self, request, row, form.act, done, told=self.told(row, done))


class OfferingPage(RowPage):
    """Mixed into the admin of rows that offer only what applies now."""

    flow: ClassVar[Versioned[Any]]

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list[Any]:
        """Offer what applies now."""
        user: Any = request.user  # signed in: the admin's own check comes first
        row = _at(str(object_id), self.flow.visible_to(user)).first()
        offered = self.offered(row, user) if row is not None else set()
        here = f"{self.opts.app_label}_{self.opts.model_name}_"
        return [
            offer
            for offer in super().get_actions_detail(request, object_id)
            if offer.action_name.removeprefix(here) in offered
        ]

    def offered(self, row: Any, user: User) -> set[str]:
        """Return the names of the buttons that the officer has now."""
        raise NotImplementedError


class MovesPage(OfferingPage):
    """Mixed into the admin of rows that move: the moves that an officer may make now."""

    flow: ClassVar[AnyFlow]
    buttons: ClassVar[Mapping[Any, Button]]
    move_form: ClassVar[type[MoveForm]] = MoveForm
    prefix: ClassVar[str] = ""  # of the names of buttons

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Make a button of each move, in this order, and a permission of each party."""
        super().__init_subclass__(**kwargs)
        if "buttons" in cls.__dict__ and not cls.actions_detail:
            cls.actions_detail = tuple(map(cls.name_of, cls.buttons))
        for move in cls.__dict__.get("buttons", {}):
            party = cls.flow.table.rules[move].party
            setattr(cls, cls.name_of(move), _press(cls.name_of(move), cls._dialog_of(move)))
            setattr(cls, f"has_{party.value}_permission", _permission(party))

    @classmethod
    def _dialog_of(cls, move: Any) -> RowButton:
        button, title = cls.buttons[move], str(move.label)
        return RowButton(
            label=button.name or title,
            path=button.path,
            icon=button.icon,
            permission=cls.flow.table.rules[move].party.value,
            form=form_of(button, cls.move_form),
            title=title,
            text=button.text,
            submit=button.submit or title,
            variant=button.variant,
            shortcut=button.shortcut,
        )

    @classmethod
    def name_of(cls, move: Any) -> str:
        """Return the name of a move's button."""
        return f"{cls.prefix}{move}"

    def offered(self, row: Any, user: User) -> set[str]:
        """Offer the lawful moves, and what `other_actions` adds."""
        lawful = {self.name_of(move) for move in self.flow.lawful_moves(row, user)}
        return lawful | self.other_actions(row, user)

    def other_actions(self, _row: Any, _user: User) -> set[str]:
        """Return the names of other buttons that the officer has now; for those mixed in."""
        return set()


def _permission(party: Any) -> Callable[..., bool]:
    def has_permission(
        page: MovesPage, request: HttpRequest, _object_id: str | None = None
    ) -> bool:
        return page.flow.may_act_as(request.user, party)

    return has_permission


def _press(name: str, button: RowButton) -> Callable[..., HttpResponse]:
    def press(
        admin: RowPage,
        request: HttpRequest,
        form: RowForm,
        object_id: str,  # noqa: ARG001  # Unfold passes it by name
    ) -> HttpResponse:
        try:
            return admin.decide(request, form)
        except Refused as error:  # what was typed stays in view, and why is above it
            form.add_error(None, error.detail)
        shown = {"dialog": asked, "form": form, "form_submit_text": button.submit}
        return render(request, "unfold/helpers/dialog.html", shown)

    press.__name__ = name
    # Of two presses of a key the second is dropped while the dialog comes.
    keys = {"data-shortcut": button.shortcut, "hx-sync": "this:drop"}
    asked = dialog(button.title, button.text, button.submit, button.form)
    decorated: Callable[..., HttpResponse] = action(
        description=button.label,
        url_path=button.path,
        icon=button.icon,
        permissions=[button.permission],
        variant=button.variant,
        attrs=keys if button.shortcut else None,
        dialog=asked | {"verb": button.verb} if button.verb else asked,
    )(press)
    return decorated
