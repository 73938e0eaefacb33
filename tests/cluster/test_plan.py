"""The plan of machines keeps the rules without which a half cannot go on alone."""

from collections import Counter

from cluster.plan import read

PLAN = read()


def test_each_machine_has_its_own_name_and_address():
    assert len({one.name for one in PLAN.machines}) == len(PLAN.machines)
    assert len({one.address for one in PLAN.machines}) == len(PLAN.machines)


def test_a_majority_of_etcd_is_left_when_either_half_is_lost_or_one_member():
    halves = Counter(one.half for one in PLAN.that_run("etcd"))
    assert sum(halves.values()) % 2 == 1
    assert max(halves.values()) == sum(halves.values()) // 2 + 1


def test_both_halves_hold_a_web_node_an_nginx_a_worker_and_a_database_that_may_lead():
    for machines in (
        *(PLAN.that_run(name) for name in ("web", "nginx", "keepalived", "work")),
        PLAN.that_may_lead(),
    ):
        assert {one.half for one in machines} == {"a", "b"}


def test_a_primary_that_lost_etcd_gives_up_before_another_is_elected():
    times = PLAN.patroni
    assert times["loop_wait"] + 2 * times["retry_timeout"] <= times["ttl"]
