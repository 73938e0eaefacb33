"""Which texts of the libraries people see, and which of them lack a translation.

Django, DRF, unfold and others bring their own texts. They are read from the installed packages, so
an upgrade with a new text fails `make check` until `police_portal/locale` translates it. Our own
texts are Vietnamese in the code.
"""

import ast
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.utils.translation.template import templatize
from django.utils.translation.trans_real import DjangoTranslation

from police_portal.environment import BASE_DIR

LANGUAGE = "vi"
DOMAINS = ("django", "djangojs")


@dataclass(frozen=True)
class Source:
    """An installed package whose texts must all be Vietnamese, and who sees them."""

    package: str
    why: str


SOURCES = (
    Source(
        "django.core",
        "validators' messages under the fields of the admin and in problems of the API; page "
        "numbers",
    ),
    Source("django.db", "field and constraint errors of the models"),
    Source("django.forms", "errors and widgets of the admin's forms and of the API's parameters"),
    Source("django.http", "answers before any view"),
    Source("django.template", "file sizes, yes and no in the admin"),
    Source("django.utils", "dates, times and lists in the admin"),
    Source("django.views", "error, CSRF and file pages"),
    Source("django.contrib.admin", "the officers' pages and scripts"),
    Source("django.contrib.auth", "sign-in, passwords, accounts"),
    Source("django.contrib.contenttypes", "names in the admin's history and permissions"),
    Source("django.contrib.messages", "the app's name"),
    Source("django.contrib.sessions", "names in the admin's permissions"),
    Source("django.contrib.staticfiles", "the app's name"),
    Source("rest_framework", "errors[] of the API's problems, descriptions in the schema"),
    Source("django_filters", "errors of the API's parameters, descriptions in the schema"),
    Source("drf_spectacular", "descriptions in the schema"),
    Source("unfold", "the officers' pages"),
    Source("django_otp", "names of devices in the admin's history"),
    Source("axes", "the locked sign-in and its records in the admin"),
)  # Not django.conf: it names the languages that a site may offer, and ours offers one.

# Texts that are the same in Vietnamese, and why. A text without any word (":", "…") needs no entry.
SAME: Mapping[str, str] = {
    "Email": "the usual word",
    "HTTP Accept": "name of a header",
    "IPv4": "name of a protocol",
    "IPv6": "name of a protocol",
    "Token": "the technicians' word",
    "Tokens": "the technicians' word",
    "salt": "the technicians' word",
    "%(size)d byte": "unit",
    "%s KB": "unit",
    "%s MB": "unit",
    "%s GB": "unit",
    "%s TB": "unit",
    "%s PB": "unit",
}

# --- Texts of the libraries ----------------------------------------------------------------------


@dataclass(frozen=True, order=True)
class Text:
    """A text of gettext: `ids` are its singular and, if it counts, its plural."""

    domain: str
    context: str
    ids: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.domain}: {self.ids[0]!r}" + (f" ({self.context})" if self.context else "")


_ROLES: Mapping[str, str] = {
    "gettext": "i",
    "ngettext": "ii",
    "pgettext": "ci",
    "npgettext": "cii",
}  # context, id
_STRING = r"""u?(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")"""
_CALL = re.compile(rf"(?<!\w)(_|n?p?gettext(?:_noop)?)\(\s*{_STRING}(?:\s*,\s*{_STRING})*")
# A form of address that we never use for officers or citizens.
_FAMILIAR = re.compile(r"(?<!\w)bạn(?!\w)", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]\b|\{[\w:.]*\}")


@cache
def texts(package: str) -> frozenset[Text]:
    """Return all texts that code, templates and scripts of `package` mark for translation."""
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        raise LookupError(package)
    return frozenset(
        text
        for path in Path(next(iter(folders))).rglob("*")
        if path.is_file()
        for text in _in_file(path)
    )


def _in_file(path: Path) -> Iterator[Text]:
    if path.suffix == ".py":
        return _calls(path.read_text(), "django")
    if "templates" in path.parts and path.suffix in {".html", ".txt"}:
        return _calls(_as_python(templatize(path.read_text())), "django")
    if "static" in path.parts and path.suffix == ".js":
        return _calls(
            _as_python(path.read_text(), not_names={"_"}), "djangojs"
        )  # minified scripts call anything _
    return iter(())


def _as_python(source: str, not_names: Collection[str] = ()) -> str:
    return "\n".join(call[0] + ")" for call in _CALL.finditer(source) if call[1] not in not_names)


def _calls(source: str, domain: str) -> Iterator[Text]:
    if "gettext" not in source and "_(" not in source:
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            name = "gettext" if name == "_" else name.removesuffix("_lazy").removesuffix("_noop")
            yield from _text(_ROLES.get(name, ""), node.args, domain)


def _text(roles: str, arguments: list[ast.expr], domain: str) -> Iterator[Text]:
    strings = [
        a.value
        for a in arguments[: len(roles)]
        if isinstance(a, ast.Constant) and isinstance(a.value, str)
    ]
    if not roles or len(strings) < len(roles):
        return  # a variable: translated where it is created
    ids = tuple(s for s, role in zip(strings, roles, strict=True) if role == "i")
    yield Text(domain, strings[0] if roles[0] == "c" else "", ids)


# --- Our translations
# ------------------------------------------------------------------------------


def gaps() -> Iterator[str]:
    """Yield missing or wrong entries of the catalogues, in order."""
    for domain in DOMAINS:
        yield from faults(wanted(domain), DjangoTranslation(LANGUAGE, domain=domain))
        yield from _stale(po_file(domain))
    yield from undeclared()


def wanted(domain: str) -> list[Text]:
    """Return the texts that must be Vietnamese."""
    return sorted(
        {text for source in SOURCES for text in texts(source.package) if text.domain == domain}
    )


def faults(some: Iterable[Text], catalogue: GNUTranslations) -> Iterator[str]:
    """Yield texts that `catalogue` leaves English, too familiar or with other placeholders."""
    for text in some:
        said = translation(text, catalogue)
        if said in text.ids:
            if _has_words(text.ids[-1]) and text.ids[0] not in SAME:
                yield f"untranslated: {text}"
        elif _FAMILIAR.search(said):
            yield f"«bạn» for «đồng chí» or «ông/bà»: {text} -> {said!r}"
        elif _fixed_parts(said) != _fixed_parts(text.ids[-1]):
            yield f"placeholders or tags differ: {text} -> {said!r}"


def translation(text: Text, catalogue: GNUTranslations) -> str:
    """Return the translation of `text`, for the number two if it counts something."""
    one, *counted = text.ids
    if not counted:
        return catalogue.pgettext(text.context, one) if text.context else catalogue.gettext(one)
    many = counted[0]
    return (
        catalogue.npgettext(text.context, one, many, 2)
        if text.context
        else catalogue.ngettext(one, many, 2)
    )


def _has_words(text: str) -> bool:
    return any(letter.isalpha() for letter in _PLACEHOLDER.sub("", text))


def _fixed_parts(text: str) -> Counter[str]:
    return Counter(_PLACEHOLDER.findall(text)) + Counter(re.findall(r"</?\w+", text))


def undeclared() -> Iterator[str]:
    """Yield installed apps of others that have texts but no row in SOURCES."""
    for app in apps.get_app_configs():
        code = Path(str(import_module(app.name).__file__))
        ours = code.is_relative_to(BASE_DIR) and "site-packages" not in code.parts
        declared = any(f"{app.name}.".startswith(f"{source.package}.") for source in SOURCES)
        if not ours and not declared and texts(app.name):
            yield f"not in SOURCES: {app.name}"


# --- The compiled catalogue, which installations read because they have no gettext ---------------


def po_file(domain: str) -> Path:
    """Return the path of our catalogue of `domain`, for editing."""
    return Path(settings.LOCALE_PATHS[0]) / LANGUAGE / "LC_MESSAGES" / f"{domain}.po"


def compiled(path: Path) -> bytes:
    """Return the bytes of the .mo that belongs to the .po at `path`."""
    output = BytesIO()
    with path.open("rb") as file:
        write_mo(output, read_po(file, locale=LANGUAGE, abort_invalid=True))
    return output.getvalue()


def _stale(path: Path) -> Iterator[str]:
    target = path.with_suffix(".mo")
    if not target.exists() or target.read_bytes() != compiled(path):
        yield f"stale: {target.name}; run manage.py check_translations --write"


def write_compiled() -> None:
    """Write both .mo files."""
    for path in map(po_file, DOMAINS):
        path.with_suffix(".mo").write_bytes(compiled(path))
