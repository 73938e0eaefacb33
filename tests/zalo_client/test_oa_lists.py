"""Lists of the Official Account: malformed values are dropped."""

import pytest

from tests.for_each import for_each
from zalo_client import oa_lists
from zalo_client.replies import Malformed


@for_each(
    "body", [{}, {"data": {}}, {"data": [1]}, {"data": [{"templateId": "0"}]}, {"data": [{}] * 101}]
)
def test_a_malformed_list_of_templates_is_refused(body):
    with pytest.raises(Malformed):
        oa_lists.read_templates(body)


@for_each("data", [{}, {"total": -1, "users": []}, {"total": 1, "users": [{"user_id": None}]},
                   {"total": 1, "users": [{}] * 51}])  # fmt: skip
def test_a_malformed_list_of_followers_is_refused(data):
    with pytest.raises(Malformed):
        oa_lists.read_followers({"data": data})


def test_a_missing_quota_is_unknown():
    assert oa_lists.read_quota({"data": {"dailyQuota": "500"}}) == (500, None)
