"""A small Zalo for tests and demos, over real loopback HTTP. Production never imports it.

    world.py             its state: app, people, tokens, codes, the Official Account
    social.py            answers of graph.zalo.me
    official_account.py  answers of the token, message and notification hosts
    articles.py          answers about articles and broadcasts, with moderation
    faults.py            answers that go wrong: slow, hanging, cut, too large, redirected …
    server.py            HTTP on a free port of 127.0.0.1; also plays the egress proxy
    webhooks.py          signed events, and ways to tamper with them
    simulator.py         all of this in one object for tests
    __main__.py          the same as a process, with three demo citizens;
                         trial/zalo.py runs it for `make run`

It is written from Zalo's documents and shares no code with our client, so that each checks the
other. What the documents leave open is marked (U) and can be set.
"""

from zalo_client.simulator.faults import Fault
from zalo_client.simulator.simulator import Simulator
from zalo_client.simulator.world import ConsentDenied, User, World

__all__ = ["ConsentDenied", "Fault", "Simulator", "User", "World"]
