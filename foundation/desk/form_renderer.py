"""Writes the plain fields of officers' forms and lists without a template for each of them.

A form of two hundred fields asked for a thousand small templates: half of its time. What is
written here is what the templates write; a test compares both.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

Context = Mapping[str, Any]
Writer = Callable[[Context], str | None]  # None: only the template can write it
_OPTION = "django/forms/widgets/select_option.html"
_AROUND_INPUT = ("prefix", "prefix_icon", "suffix", "suffix_icon")
_ARROW = (
    '<span class="material-symbols-outlined absolute group-[.primary]:text-white '
    "pointer-events-none mr-[12px] right-0 text-base-400 top-0 top-1/2 hover:text-base-700 "
    'dark:text-base-500 dark:hover:text-base-200 -translate-y-1/2">expand_more</span>'
)


class FormRenderer(DjangoTemplates):
    """Django's renderer, which asks for a template only where one is needed."""

    def render(
        self, template_name: str, context: dict[str, Any], request: Any = None
    ) -> SafeString:
        """Return the HTML of a widget, a label or a list of errors."""
        writer = WRITERS.get(template_name)
        written = writer(context) if writer else None
        if written is None:
            written = super().render(template_name, context, request)
        return mark_safe(written)  # noqa: S308  # every value was escaped


def _errors(context: Context) -> str | None:
    return None if context["errors"] else ""


def _label(context: Context) -> str:
    label = conditional_escape(context["label"])
    if not context["use_tag"]:
        return label
    tag = context["tag"]
    return f"<{tag}{_attributes(context['attrs'] or {})}>{label}</{tag}>"


def _input(context: Context) -> str:
    widget = context["widget"]
    value = widget["value"]
    said = "" if value is None else f' value="{_text(value)}"'
    start = f'<input type="{_text(widget["type"])}" name="{_text(widget["name"])}"'
    return f"{start}{said}{_attributes(widget['attrs'])}>"


def _unfolds_text(context: Context) -> str | None:
    if any(context["widget"].get(part) for part in _AROUND_INPUT):
        return None
    return f'<div class="max-w-2xl relative w-full">{_input(context)}</div>'


def _select(context: Context) -> str | None:
    widget = context["widget"]
    groups = [_group(title, options) for title, options, _index in widget["optgroups"]]
    if None in groups:
        return None
    start = f'<select name="{_text(widget["name"])}"{_attributes(widget["attrs"])}>'
    return f"{start}{''.join(filter(None, groups))}</select>"


def _unfolds_select(context: Context) -> str | None:
    select = _select(context)
    return select and f'<div class="grow relative max-w-2xl">{select}{_ARROW}</div>'


def _group(title: str | None, options: Iterable[Context]) -> str | None:
    options = list(options)
    if any(option["template_name"] != _OPTION for option in options):
        return None
    written = "".join(map(_option, options))
    return f'<optgroup label="{_text(title)}">{written}</optgroup>' if title else written


def _option(option: Context) -> str:
    label = conditional_escape(localize(option["label"]))
    said = f'value="{_text(option["value"])}"{_attributes(option["attrs"])}'
    return f"<option {said}>{label}</option>"


def _attributes(attributes: Mapping[str, Any]) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{_text(value)}"'
        for name, value in attributes.items()
        if value is not False
    )


def _text(value: Any) -> str:
    return conditional_escape(value)


_INPUTS = ("input", "text", "number", "hidden", "checkbox", "email", "url", "password", "tel")
WRITERS: Mapping[str, Writer] = {
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
    "django/forms/widgets/select.html": _select,
    "unfold/widgets/text.html": _unfolds_text,
    "unfold/widgets/select.html": _unfolds_select,
    "django/forms/label.html": _label,
    "django/forms/errors/list/default.html": _errors,
    "django/forms/errors/list/ul.html": _errors,
}
