"""No text for citizens or officers is English: the libraries' texts and ours."""

import json
import re
from datetime import timedelta
from gettext import NullTranslations
from io import StringIO
from pathlib import Path

import django_filters
import pytest
from babel.messages.pofile import read_po
from django.apps import apps
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.core.paginator import Paginator
from django.urls import get_resolver
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext
from rest_framework import exceptions, serializers

from foundation.api.problems import PROBLEMS
from foundation.media.file_types import FileType
from police_portal import translations
from police_portal.translations import Text
from tests.for_each import for_each
from tests.house import is_own
from tests.police_portal.wording import shown

MARKED = re.compile(
    "[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)
# Whole texts of ours that are Vietnamese or names, but have no marks. Names of things, columns of
# the ministry's exchange, and words without marks.
UNMARKED = {
    "ID",
    "trang",
    "cao",
    "Thanh tra",
    "Xem",
    "Ghim",
    "Xong",
    "Mini App",
    "Official Account",
    "MaHoSo.",
    "ChuHoSo.",
    *FileType.__members__,  # kinds of files in the document, read by programs
}


@pytest.fixture
def catalogue(settings, tmp_path, monkeypatch):
    """Return a function that replaces our catalogue by a changed, compiled copy."""
    monkeypatch.setattr(
        apps.get_app_config("police_portal"), "path", str(tmp_path)
    )  # Django also searches for the apps' catalogues

    def put(change):
        folder = tmp_path / "vi" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        for domain in translations.DOMAINS:
            (folder / f"{domain}.po").write_text(change(translations.po_file(domain).read_text()))
        settings.LOCALE_PATHS = [tmp_path]
        translations.write_compiled()
        return folder

    return put


# --- What the check finds ------------------------------------------------------------------------


def test_every_text_of_the_libraries_is_vietnamese():
    output = StringIO()
    call_command("check_translations", stdout=output)
    assert int(output.getvalue().split()[1]) > 800


def test_a_removed_translation_is_found(catalogue):
    catalogue(lambda po: po.replace('msgid "A valid integer is required."', 'msgid "Gone."'))
    with pytest.raises(CommandError) as error:
        call_command("check_translations")
    assert str(error.value) == "untranslated: django: 'A valid integer is required.'"


def test_a_removed_plural_in_scripts_is_found(catalogue):
    catalogue(lambda po: po.replace('msgid "%s selected option not visible"', 'msgid "Gone"'))
    assert list(translations.gaps()) == ["untranslated: djangojs: '%s selected option not visible'"]


def test_a_lost_placeholder_is_found(catalogue):
    catalogue(
        lambda po: po.replace("Chỉ được tối đa {max_length} ký tự.", "Chỉ được tối đa {max} ký tự.")
    )
    assert [gap.split(" -> ")[1] for gap in translations.gaps()] == [
        "'Chỉ được tối đa {max} ký tự.'"
    ]


def test_lost_markup_is_found(catalogue):
    catalogue(lambda po: po.replace("<strong>bật</strong>", "<strong>bật"))
    assert [gap.split(":")[0] for gap in translations.gaps()] == ["placeholders or tags differ"]


def test_a_stale_compiled_file_is_found(catalogue):
    folder = catalogue(str)
    (folder / "django.mo").unlink()
    (folder / "djangojs.mo").write_bytes(translations.compiled(folder / "django.po"))
    stale = [
        gap for gap in translations.gaps() if gap.startswith("stale")
    ]  # besides the texts that are English now
    assert stale == [
        f"stale: {name}.mo; run manage.py check_translations --write"
        for name in translations.DOMAINS
    ]


def test_the_compiled_files_are_written(catalogue):
    folder = catalogue(str)
    (folder / "django.mo").unlink()
    call_command("check_translations", "--write", stdout=StringIO())
    assert (folder / "django.mo").read_bytes() == translations.compiled(folder / "django.po")


def test_compiling_is_deterministic(time_machine):
    path = translations.po_file("django")
    before = translations.compiled(path)
    time_machine.move_to(timezone.now() + timedelta(days=400))
    assert translations.compiled(path) == before == path.with_suffix(".mo").read_bytes()


def test_everything_is_english_without_a_catalogue():
    found = list(
        translations.faults(
            [
                Text("django", "", ("Home",)),
                Text("django", "", ("Email",)),
                Text("django", "", ("…",)),
            ],
            NullTranslations(),
        )
    )
    assert found == ["untranslated: django: 'Home'"]


@pytest.mark.parametrize(
    "text",
    [
        Text("django", "", ("Apply Filters",)),  # a template's tag
        Text("django", "", ("%(counter)s result", "%(counter)s results")),  # a template's block
        Text("django", "abbrev. month", ("Aug.",)),  # code, with a context
        Text("djangojs", "", ("Midnight",)),  # a script
    ],
)
def test_texts_are_collected_from_code_templates_and_scripts(text):
    assert text in translations.wanted(text.domain)


@pytest.mark.parametrize("domain", translations.DOMAINS)
def test_every_catalogue_entry_belongs_to_a_text(domain):
    known = {text.ids[0] for text in translations.wanted(domain)}
    with translations.po_file(domain).open("rb") as file:
        entries = [message for message in read_po(file, locale="vi") if message.id]
    assert [message.id for message in entries if message.fuzzy] == []
    assert {
        message.id if isinstance(message.id, str) else message.id[0] for message in entries
    } <= known


def test_installed_apps_with_texts_must_be_declared(monkeypatch):
    monkeypatch.setattr(
        translations,
        "SOURCES",
        [source for source in translations.SOURCES if source.package != "axes"],
    )
    assert list(translations.undeclared()) == ["not in SOURCES: axes"]


# --- What people read ----------------------------------------------------------------------------


class Sample(serializers.Serializer):
    """Has a field of each kind that the API uses."""

    name = serializers.CharField(max_length=3)
    count = serializers.IntegerField(min_value=1)
    choice = serializers.ChoiceField(["a"])
    day = serializers.DateField()
    sure = serializers.BooleanField()
    items = serializers.ListField(max_length=1)
    email = serializers.EmailField()
    point = serializers.FloatField()
    pairs = serializers.DictField()
    ip = serializers.IPAddressField()


WRONG = {
    "name": "dài quá",
    "count": 0,
    "choice": "b",
    "day": "32/1",
    "sure": "?",
    "items": [1, 2],
    "email": "x",
    "point": "x",
    "pairs": 1,
    "ip": "x",
}


def messages(data):
    form = Sample(data=data)
    assert not form.is_valid()
    return [str(message) for found in form.errors.values() for message in found]


@pytest.mark.parametrize(
    "data", [WRONG, {}, dict.fromkeys(WRONG), {**WRONG, "count": "x", "name": "", "items": 1}, []]
)
def test_api_errors_are_vietnamese(data):
    found = messages(data)
    assert found
    assert [message for message in found if not MARKED.search(message)] == []


def test_api_errors_keep_their_numbers():
    assert "Chỉ được tối đa 3 ký tự." in messages(WRONG)
    assert "Giá trị phải lớn hơn hoặc bằng 1." in messages(WRONG)


@for_each("kind", exceptions.APIException.__subclasses__())
def test_framework_exceptions_are_vietnamese(kind):
    assert MARKED.search(str(getattr(kind, "default_detail", "") or "Vui lòng"))


def test_password_rules_are_vietnamese():
    with pytest.raises(ValidationError) as error:
        validate_password("12345678")
    assert error.value.messages[0] == "Mật khẩu quá ngắn. Mật khẩu phải có ít nhất 12 ký tự."
    assert [
        text
        for text in [*error.value.messages, *password_validators_help_texts()]
        if not MARKED.search(text)
    ] == []


def test_counts_and_durations_are_vietnamese():
    assert ngettext("%(num)d year", "%(num)d years", 1) % {"num": 1} == "1 năm"
    assert timesince(timezone.now() - timedelta(days=40)) == "1\xa0tháng, 1\xa0tuần"
    assert (
        gettext("Password reset unsuccessful") == "Không đặt lại được mật khẩu"
    )  # Django's own says the opposite
    assert gettext("log entry") == "bản ghi nhật ký"  # Django's own says "sign in"
    assert str(Paginator([], 1).error_messages["min_page"]) == "Số trang phải từ 1 trở lên"


ENGLISH = re.compile(
    r"\b(the|and|your|you|welcome|back|log|login|password|user|username|forgotten|search|filter|add|save|change|delete|select|no|yes"
    r"|home|view|return|site|theme|light|dark|system|toggle|type|please|enter|with|this|from|to|history|results?|all|apply|action|axes)\b",
    re.IGNORECASE,
)


def english(response):
    return sorted({text for text in shown(response.content.decode()) if ENGLISH.search(text)})


@pytest.mark.django_db
def test_the_sign_in_page_is_vietnamese(client):
    assert english(client.get("/quan-tri/login/")) == []
    wrong = client.post("/quan-tri/login/", {"username": "an", "password": "sai"})
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in wrong.content.decode()
    assert english(wrong) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page",
    [
        "",
        "password_change/",
        "auth/user/",
        "auth/user/?q=zzz",
        "auth/user/add/",
        "axes/accessattempt/",
        "logout/",
    ],
)
def test_framework_pages_are_vietnamese(admin_client, page):
    response = (
        admin_client.post("/quan-tri/logout/", follow=True)
        if page == "logout/"
        else admin_client.get(f"/quan-tri/{page}")
    )
    assert response.status_code == 200
    assert english(response) == []


@pytest.mark.django_db
def test_admin_scripts_are_vietnamese(admin_client):
    script = admin_client.get("/quan-tri/jsi18n/").content.decode()
    for text in (
        "Gõ vào ô này để lọc danh sách %s đã chọn.",
        "Thứ Hai",
        "%s mục đã chọn không hiển thị",
    ):
        assert json.dumps(text) in script


@pytest.mark.django_db
def test_admin_drop_downs_are_vietnamese(client):
    assert "admin_vi.js" in client.get("/quan-tri/login/").content.decode()
    library = Path(finders.find("admin/js/vendor/select2/select2.full.js")).read_text()
    english_catalogue = library.split("S2.define('select2/i18n/en'")[1].split("S2.define(")[0]
    keys = set(re.findall(r"^    (\w+): function", english_catalogue, re.MULTILINE))
    ours = set(
        re.findall(r"^      (\w+): \(", Path(finders.find("admin_vi.js")).read_text(), re.MULTILINE)
    )
    assert keys == ours


# --- Our own texts -------------------------------------------------------------------------------


def own_subclasses(kind):
    """Return our subclasses of `kind`."""
    get_resolver().url_patterns  # noqa: B018  # imports every view
    below = [sub for child in kind.__subclasses__() for sub in [child, *own_subclasses(child)]]
    return [sub for sub in below if is_own(sub.__module__)]


def choices(field):
    """Return the labels of a field's fixed choices.

    A code that is its own label is read by programs only.
    """
    listed = getattr(field, "choices", None) or getattr(field, "extra", {}).get("choices") or ()
    pairs = listed.items() if hasattr(listed, "items") else () if callable(listed) else listed
    return [label for value, label in pairs if label != value]


def of_problems():
    return [text for problem in PROBLEMS.values() for text in (problem.title, problem.detail)]


def of_models():
    for config in apps.get_app_configs():
        if is_own(config.name):
            yield config.verbose_name
            for model in config.get_models():
                yield from (model._meta.verbose_name, model._meta.verbose_name_plural)
                yield from (c.violation_error_message for c in model._meta.constraints)
                for field in [*model._meta.fields, *model._meta.many_to_many]:
                    yield from (field.verbose_name, field.help_text, *choices(field))


def of_parameters():
    for declared in own_subclasses(django_filters.FilterSet):
        for parameter in declared.base_filters.values():
            yield from (parameter.extra.get("help_text"), parameter._label, *choices(parameter))


def of_serializers():
    for declared in own_subclasses(serializers.BaseSerializer):
        for field in getattr(declared, "_declared_fields", {}).values():
            yield from (field.help_text, field._kwargs.get("label"), *choices(field))


@pytest.mark.parametrize("source", [of_problems, of_models, of_parameters, of_serializers])
def test_our_own_texts_are_vietnamese(source):
    texts = {str(text) for text in source() if text}
    assert texts
    assert sorted(text for text in texts - UNMARKED if not MARKED.search(text)) == []
