"""Every model speaks Vietnamese to officers, and migrations are complete."""

import re
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.utils.text import camel_case_to_spaces

from tests.for_each import for_each

MARKS = re.compile(
    r"[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE
)
APPS = [
    config
    for config in apps.get_app_configs()
    if (Path(settings.BASE_DIR) / config.name.replace(".", "/")).is_dir()
]
MODELS = [model for config in APPS for model in config.get_models()]
FIELDS = [
    field
    for model in MODELS
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
    if not isinstance(field, models.AutoField) and field.model is model
]
CONSTRAINTS = [(model, constraint) for model in MODELS for constraint in model._meta.constraints]


def test_the_apps_are_found():
    assert {"police_portal", "offices", "procedures", "desk"} <= {config.label for config in APPS}


@for_each("config", APPS, ids=lambda config: config.label)
def test_every_app_has_a_vietnamese_name(config):
    assert MARKS.search(str(config.verbose_name))


@for_each("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_has_a_vietnamese_name(model):
    meta = model._meta
    assert MARKS.search(str(meta.verbose_name))
    assert MARKS.search(str(meta.verbose_name_plural))
    assert str(meta.verbose_name) != camel_case_to_spaces(model.__name__)
    assert str(meta.verbose_name_plural) != f"{meta.verbose_name}s"


@for_each("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_has_a_docstring_and_a_str(model):
    assert not (model.__doc__ or "").startswith(f"{model.__name__}(")  # Django's own docstring
    assert "__str__" in {
        name for base in model.__mro__ if base is not models.Model for name in vars(base)
    }


@for_each("field", FIELDS, ids=str)
def test_every_field_has_a_vietnamese_name_and_help_text(field):
    assert str(field.verbose_name) != field.name.replace("_", " ")
    assert MARKS.search(str(field.help_text)), "no Vietnamese help_text"


@for_each(
    ("model", "constraint"),
    CONSTRAINTS,
    ids=lambda value: getattr(value, "name", value.__name__ if isinstance(value, type) else None),
)
def test_every_constraint_has_a_vietnamese_message(model, constraint):
    assert constraint.violation_error_message != constraint.default_violation_error_message
    assert MARKS.search(str(constraint.violation_error_message))


def test_every_permission_has_a_vietnamese_name():
    names = [name for model in MODELS for _code, name in model._meta.permissions]
    assert [name for name in names if not MARKS.search(str(name))] == []


@for_each("field", [field for field in FIELDS if isinstance(field, models.ForeignKey)], ids=str)
def test_only_parts_of_a_thing_are_deleted_with_it(field):
    """CASCADE is for the parts of one thing; any other reference keeps a row from being deleted."""
    if field.remote_field.on_delete is models.CASCADE:
        assert field.remote_field.model._meta.app_label == field.model._meta.app_label


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


OURS = {config.label for config in APPS}


def migrations():
    return [key for key in MigrationLoader(None).disk_migrations if key[0] in OURS]


def test_migrations_have_descriptive_names():
    unnamed = re.compile(r"_auto_|^(?!0001_).*_initial$|^\d+_\d+$")
    assert [name for _app, name in migrations() if unnamed.search(name)] == []


def test_each_app_has_one_latest_migration():
    assert MigrationLoader(None).detect_conflicts() == {}
