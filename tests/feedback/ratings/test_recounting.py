"""Recounting of ratings from before the present rules."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from feedback.models import Rating
from feedback.ratings import rater_hashes
from feedback.satisfaction import rating_totals
from tests.citizens.factories import citizen, client_of
from tests.dossiers.factories import dossier
from tests.feedback.factories import publish_ratings, rating
from tests.feedback.ratings.conftest import prove

pytestmark = pytest.mark.django_db
PHONE = "+84912345678"


def recount(*, apply=True):
    out = StringIO()
    call_command("recount_ratings", apply=apply, stdout=out)
    return out.getvalue()


def of_before(who, row, **values):
    """Return a rating of a dossier as stored before one counted per dossier."""
    once = rater_hashes.dossier_rater_hash(who.pk, row.pk)
    return rating(who, office=row.office, origin="dossier", rater_hash=once, **values)


def stuffed(row, factor, **values):
    who = citizen()
    prove(who, row, factor)
    return of_before(who, row, **values)


def counted():
    return sorted(Rating.objects.counted().values_list("overall", flat=True))


def test_ratings_by_four_digits_are_left_out(offices):
    row = dossier(office=offices, phone=PHONE)
    for factor in ("phone_last4", "id_last4"):
        stuffed(row, factor, overall=1)
    of_before(citizen(phone=PHONE), row, overall=5)
    rating_totals.rebuild_totals()
    assert "Chỉ chứng minh bằng bốn số cuối: 2" in recount()
    assert counted() == [5]
    assert Rating.objects.counted().get().proved_by == "phone"
    assert rating_totals.wrong_totals() == {}


def test_the_strongest_or_first_rating_of_a_dossier_counts(offices):
    first = dossier(office=offices, phone=PHONE)
    stuffed(first, "slip_secret", overall=1)
    of_before(citizen(phone=PHONE), first, overall=5)
    second = dossier(office=offices)
    stuffed(second, "slip_secret", overall=2, rated_on=date(2026, 11, 20))
    stuffed(second, "slip_secret", overall=4, rated_on=date(2026, 11, 10))
    rating_totals.rebuild_totals()
    assert "Hồ sơ đã có đánh giá khác: 2" in recount()
    assert counted() == [4, 5]
    assert "Đã bỏ 0 đánh giá" in recount()


def test_a_recounted_dossier_cannot_be_rated_by_another(offices, rate):
    from tests.dossiers.factories import move

    row = move(dossier(office=offices), "processing", "completed")
    stuffed(row, "slip_secret", overall=4)
    rating_totals.rebuild_totals()
    recount()
    who = citizen()
    prove(who, row)
    assert rate(client_of(who), row, 1).json()["code"] == "rating_by_another"


def test_one_visit_of_a_citizen_and_day_counts(offices, other):
    who = citizen()
    for _number in range(16):
        rating(who, office=offices, overall=1)
    rating(who, office=other, overall=3)
    rating(office=offices, overall=5)
    rating_totals.rebuild_totals()
    assert "Đã đánh giá đơn vị trong ngày: 15" in recount()
    assert counted() == [1, 3, 5]
    assert rating_totals.wrong_totals() == {}


def test_a_dry_run_changes_nothing(offices):
    stuffed(dossier(office=offices), "phone_last4", overall=1)
    rating_totals.rebuild_totals()
    assert "Sẽ bỏ 1 đánh giá" in recount(apply=False)
    assert counted() == [1]


def test_ratings_without_a_stored_proof_are_kept(offices):
    rating(office=offices, origin="dossier", overall=2)
    rating_totals.rebuild_totals()
    assert "giữ nguyên: 1" in recount()
    assert counted() == [2]


def test_ratings_of_published_months_are_kept(offices):
    who = citizen()
    for _number in range(5):
        rating(who, office=offices, rated_on=date(2026, 9, 10))
    publish_ratings()
    assert "Đã bỏ 0 đánh giá" in recount()
    assert Rating.objects.counted().count() == 5


def test_the_rater_still_reads_a_rating_that_was_left_out(offices):
    row, who = dossier(office=offices), citizen()
    prove(who, row, "phone_last4")
    of_before(who, row, overall=1)
    rating_totals.rebuild_totals()
    recount()
    [shown] = client_of(who).get("/api/v1/ratings/").json()["results"]
    assert (shown["overall"], shown["counts"]) == (1, False)
