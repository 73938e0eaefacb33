"""The access that a change adds to an account."""

from datetime import date

import pytest

from officers.second_person.access import Access, Post, access_of, widened
from tests.for_each import for_each
from tests.officers.factories import account
from tests.offices import factories as offices


def held(office="ca-xa-a", first=date.min, last=date.max):
    return Access(posts={Post(office, first, last): office})


@for_each(
    ("before", "after"),
    [
        (held(), held()),
        (held(), Access()),
        (held(), held(last=date(2026, 1, 1))),
        (held(), held(first=date(2026, 1, 1), last=date(2026, 2, 1))),
        (Access({"group 1": "vai trò", "group 2": "khác"}), Access({"group 1": "tên mới"})),
    ],
)
def test_less_or_the_same_adds_nothing(before, after):
    assert widened(before, after) == []


@for_each(
    ("before", "after"),
    [
        (Access(), held()),
        (held("ca-xa-b"), held()),
        (held(last=date(2026, 1, 1)), held(last=date(2026, 1, 2))),
        (held(first=date(2026, 1, 2)), held(first=date(2026, 1, 1))),
    ],
)
def test_another_office_or_more_days_are_added(before, after):
    assert widened(before, after) == ["ca-xa-a"]


@pytest.mark.django_db
def test_additions_are_described_in_vietnamese():
    office = offices.office(name="Công an xã Ao Sen")
    user = account(role="Lãnh đạo", office=office, is_superuser=True)
    assert widened(Access(), access_of(user.pk)) == [
        "«Đang hoạt động»",
        "«Được vào trang quản trị»",
        "«Toàn quyền»",
        "vai trò «Lãnh đạo»",
        "nơi công tác «Công an xã Ao Sen»",
    ]
    assert access_of(None) == Access()
