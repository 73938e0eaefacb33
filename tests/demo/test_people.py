"""The people of the demo."""

from demo import people
from zalo_client.simulator.__main__ import CITIZENS
from zalo_client.simulator.world import World


def test_people_match_the_citizens_of_the_simulator():
    world = World()
    for _token, _words, attributes in CITIZENS:
        world.add_user(**attributes)
    for person, user in zip((people.LAN, people.HUNG), world.users, strict=False):
        assert (person.zalo_user_id, person.oa_user_id, person.name) == (
            user.id,
            user.oa_user_id,
            user.name,
        )
        assert person.phone == (f"+{user.phone}" if user.phone else "")
