"""Mistakes in DATABASE_REPLICA_URL that are seen without connecting."""

import pytest

from foundation.scale.database.replica_address import Fault, fault_of

PRIMARY = "postgres://portal:secret@db.example.vn/portal"


@pytest.mark.parametrize(
    ("url", "primary", "fault"),
    [
        ("postgres://portal@replica.example.vn/portal", PRIMARY, None),
        ("postgresql://portal@replica.example.vn:5433/portal?sslmode=verify-full", PRIMARY, None),
        ("postgres://portal@db.example.vn:5433/portal", PRIMARY, None),
        ("postgres://portal@[2001:db8::1]:5432/portal", PRIMARY, None),
        ("postgres://portal@db1,[2001:db8::1]:5433/portal", PRIMARY, None),
        ("postgres://portal@%2Fvar%2Frun/portal", PRIMARY, None),
        ("sqlite:////srv/portal.sqlite3", PRIMARY, Fault.OTHER_ENGINE),
        ("mysql://portal@replica.example.vn/portal", PRIMARY, Fault.OTHER_ENGINE),
        ("replica.example.vn", PRIMARY, Fault.OTHER_ENGINE),
        ("postgres://portal@r.example.vn/portal", "sqlite:///x", Fault.PRIMARY_ENGINE),
        ("postgres://", PRIMARY, Fault.INCOMPLETE),
        ("postgres:///portal", PRIMARY, Fault.INCOMPLETE),
        ("postgres://replica.example.vn", PRIMARY, Fault.INCOMPLETE),
        ("postgres://replica.example.vn/", PRIMARY, Fault.INCOMPLETE),
        ("postgres://replica.example.vn:70000/portal", PRIMARY, Fault.INCOMPLETE),
        ("postgres://replica.example.vn:port/portal", PRIMARY, Fault.INCOMPLETE),
        ("postgres://replica.example.vn,/portal", PRIMARY, Fault.INCOMPLETE),
        ("postgres://portal:[@replica.example.vn/portal", PRIMARY, Fault.INCOMPLETE),
        ("postgres://other@DB.example.vn:5432/portal", PRIMARY, Fault.SAME),
        ("postgres://h2,h1/portal", "postgres://h1,h2/portal", Fault.SAME),
        ("postgres://h2,h1/portal?target_session_attrs=standby", "postgres://h1,h2/portal", None),
        (
            "postgres://h2,h1/portal?target_session_attrs=any",
            "postgres://h1,h2/portal?target_session_attrs=read-write",
            Fault.SAME,
        ),
    ],
)
def test_faults_are_named(url, primary, fault):
    assert fault_of(url, primary) is fault
