"""docs/kept.md says what the code and the package do."""

import re

from django.conf import settings

from foundation.records import retention
from installation import copies
from police_portal.documents import kept

KEPT = {row[0]: row[1] for row in kept.MACHINE}


def test_each_class_of_data_has_its_period():
    table = kept.table()
    assert [one.name for one in retention.classes() if f"`{one.name}`" not in table] == []
    assert "| Lượt tìm kiếm theo ngày | 2 năm | `search_counts` |" in table


def test_copies_are_as_many_as_the_backup_keeps():
    assert KEPT["bản sao lưu"] == f"{copies.KEPT} bản"


def test_versions_are_as_many_as_the_package_keeps():
    script = (settings.BASE_DIR / "deploy" / "debian" / "postinst").read_text()
    others = re.search(r'grep -vFx "\$NEW" \| tail -n \+(\d)', script)[1]
    assert KEPT["phiên bản trong `/opt/police-portal-releases`"] == f"{others} bản"


def test_the_cache_of_nginx_has_its_bound():
    site = (settings.BASE_DIR / "deploy" / "nginx.conf").read_text()
    bound = re.search(r"^proxy_cache_path .* max_size=(\d+)m", site, re.MULTILINE)[1]
    assert KEPT["bộ nhớ đệm của nginx"] == f"tối đa {bound} MB"
