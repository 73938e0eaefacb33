"""The table of steps has every name of every guide, and none that no guide has."""

import pytest

from officers.guides.listing import GUIDES
from tests.officers.guides.steps import read_guides, read_table


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_the_table_has_every_name_of_a_guide_and_no_other(guide):
    named = {heading: names for (one, heading), names in read_guides().items() if one == guide.name}
    looked = {
        heading: {name for look in looks for name in look.names}
        for (one, heading), looks in read_table().items()
        if one == guide.name
    }
    assert looked == named


def test_the_table_is_about_guides():
    assert {guide for guide, _heading in read_table()} == {guide.name for guide in GUIDES}
