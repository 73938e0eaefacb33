"""The database never changes given marks."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from feedback.models import Rating
from feedback.ratings import questionnaires
from foundation.records.append_only import AppendOnlyError
from tests.feedback.factories import follow_up, rating
from tests.feedback.models.refusing import refused
from tests.for_each import for_each
from tests.offices.factories import office

pytestmark = pytest.mark.usefixtures("offices")
NOBODY = {"key": None, "rater_hash": "", "owner_hash": "", "words": ""}
REFUSED = {
    "overall": 1,
    "aspects": {"time": 1},
    "origin": "poster",
    "rated_on": date(2026, 1, 1),
    "month": date(2026, 1, 1),
    "written_on": date(2026, 1, 1),
    "version": 2,
    "office": "ca-xa-khac",
    "key": uuid.UUID(int=7),
    "rater_hash": "f" * 64,
    "owner_hash": "f" * 64,
    "held_back": True,
    "dossier_hash": "f" * 64,
    "proved_by": "phone",
}


@for_each(("name", "value"), REFUSED.items(), ids=str)
def test_the_database_refuses_to_change_marks(name, value):
    row = rating(words="Chậm", dossier_hash="a" * 64, proved_by="slip")
    refused(lambda: Rating.objects.filter(pk=row.pk).update(**{name: value}))


def test_a_replaced_rating_stays_replaced():
    row = rating(current=False, key=None)
    refused(lambda: Rating.objects.filter(pk=row.pk).update(current=True))


def test_the_reason_for_leaving_a_rating_out_cannot_change():
    row = rating(current=False, left_out="same_day")
    for other in ("", "stuffed"):
        refused(lambda other=other: Rating.objects.filter(pk=row.pk).update(left_out=other))


def test_a_counted_rating_has_no_reason_for_leaving_it_out():
    with pytest.raises(IntegrityError):
        rating(left_out="same_day")


def test_a_dossier_has_one_current_rating():
    rating(dossier_hash="a" * 64)
    with pytest.raises(IntegrityError):
        rating(dossier_hash="a" * 64)


def test_words_cannot_be_added_later():
    row = rating()
    refused(lambda: Rating.objects.filter(pk=row.pk).update(words="Tốt"))


def test_the_database_refuses_to_delete_a_rating():
    row = rating()
    with connection.cursor() as cursor:
        refused(lambda: cursor.execute("DELETE FROM feedback_rating"))
    with pytest.raises(AppendOnlyError):
        row.delete()


def test_the_model_refuses_a_second_save():
    row = rating()
    row.overall = 1
    with pytest.raises(AppendOnlyError):
        row.save()
    with pytest.raises(AppendOnlyError):
        row.save(update_fields=["overall"])


def test_links_to_the_rater_can_be_removed():
    row = rating(words="Chậm", held_back=True)
    Rating.objects.filter(pk=row.pk).update(**NOBODY, held_back=False, current=False)
    row.refresh_from_db()
    assert (row.overall, row.words, row.owner_hash) == (5, "", "")


@pytest.mark.parametrize("left", ["key", "rater_hash", "owner_hash", "words"])
def test_an_erased_rating_keeps_no_words(left):
    row = rating(words="Chậm")
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.filter(pk=row.pk).update(
            **{name: value for name, value in NOBODY.items() if name != left}
        )


@pytest.mark.parametrize("values", [{"overall": 0}, {"overall": 6}], ids=str)
def test_marks_range_from_one_to_five(values):
    with pytest.raises(IntegrityError):
        rating(**values)


def test_a_rater_has_one_current_rating():
    rating(rater_hash="a" * 64)
    with pytest.raises(IntegrityError):
        rating(rater_hash="a" * 64)


def test_only_low_marks_may_have_a_follow_up():
    assert rating(overall=2, follow_up=follow_up()).follow_up
    with pytest.raises(IntegrityError):
        rating(overall=3, follow_up=follow_up())


def test_a_rating_stores_no_time_of_day_or_person():
    columns = {column.name: column.get_internal_type() for column in Rating._meta.concrete_fields}
    assert "DateTimeField" not in columns.values()
    assert not {"citizen", "dossier"} & set(columns)
    assert columns["id"] == "UUIDField"


def test_questionnaires_are_append_only():
    row = questionnaires.questionnaire_on(date(2026, 11, 24))
    with connection.cursor() as cursor:
        refused(lambda: cursor.execute("UPDATE feedback_questionnaire SET source = 'x'"))
    with pytest.raises(AppendOnlyError):
        row.save()


def test_the_rating_factory_works_for_any_office():
    elsewhere = office("ca-xa-moi")
    assert rating(office=elsewhere).office == elsewhere
