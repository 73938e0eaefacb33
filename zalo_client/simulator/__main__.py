"""Run the simulator for demos: python -m zalo_client.simulator --port 8900.

It prints the settings that point the service here, and three citizens whose tokens last a day.
`POST /simulator/phone-code?token=…` and `/simulator/location-code?token=…` return what the SDK
would; `GET /simulator/citizens` names the citizens.
"""

import argparse
import contextlib
import shlex
import sys
import threading

from zalo_client.simulator.server import OPERATIONS
from zalo_client.simulator.simulator import Simulator
from zalo_client.simulator.world import ConsentDenied, World

DAY = 86400
CITIZENS = (
    (
        "demo-co-so-dien-thoai",
        "có số điện thoại",
        {"name": "Nguyễn Thị Lan", "phone": "84912000001", "follows": True},
    ),
    (
        "demo-khong-so-dien-thoai",
        "không có số điện thoại",
        {"name": "Trần Văn Hùng", "phone": None},
    ),
    (
        "demo-chua-du-tuoi",
        "chưa đủ tuổi",
        {"name": "Lê Minh An", "phone": "84912000003", "under_age": True},
    ),
)


def add_citizens(world: World):
    """Add the demo citizens, whose tokens are their names."""
    for token, _words, attributes in CITIZENS:
        world.token_for(world.add_user(**attributes), lifetime=DAY, token=token)


ACCOUNTS = ("5550000000000000001", "5550000000000000002")


def add_accounts(world: World):
    """Add the accounts of two communes, whose first tokens are known to the demo."""
    for oa_id in ACCOUNTS:
        world.add_account(oa_id, name=f"Công an xã {oa_id[-1]}", secret=world.oa_secret)
        world.give_pair(oa_id, f"demo-oa-access-{oa_id}", f"demo-oa-refresh-{oa_id}")


def citizens(world: World, headers, query, body):
    """Tell a browser which citizens there are to choose from."""
    return {
        "citizens": [
            {"token": token, "words": f"{who['name']}, {words}"} for token, words, who in CITIZENS
        ]
    }


def code(kind: str):
    """Return the operation that answers a demo's request for an SDK code."""

    def work(world: World, headers, query, body):
        token = world.tokens.get(query.get("token", [""])[0])
        try:
            give = world.phone_code if kind == "phone" else world.location_code
            return {"code": give(token.user)} if token else {"error": -201}
        except ConsentDenied:
            return {"error": -1401}

    return work


@contextlib.contextmanager
def demo(port: int):
    """Run a simulator with the demo citizens on `port`."""
    for kind in ("phone", "location"):
        OPERATIONS["POST", f"/simulator/{kind}-code"] = (f"{kind}_code", code(kind))
    OPERATIONS["GET", "/simulator/citizens"] = ("citizens", citizens)
    with Simulator(port) as zalo:
        zalo.world.night, zalo.world.rate_limits = None, True
        add_citizens(zalo.world)
        add_accounts(zalo.world)
        yield zalo


def show(zalo: Simulator):
    """Print the settings and the demo citizens."""
    lines = ["# Zalo mô phỏng. Đặt các biến sau cho dịch vụ:"]
    lines += [f"export {name}={shlex.quote(value)}" for name, value in zalo.environment().items()]
    lines += [
        f"# Công dân {words}: access_token = {token}" for token, words, _attributes in CITIZENS
    ]
    lines += [
        f"# Mã điện thoại: curl -X POST '{zalo.url}/simulator/phone-code?token={CITIZENS[0][0]}'"
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def main(arguments=None, stop: threading.Event | None = None):
    """Serve until interrupted, or until `stop` is set."""
    parser = argparse.ArgumentParser(prog="python -m zalo_client.simulator")
    parser.add_argument("--port", type=int, default=8900)
    options = parser.parse_args(arguments)
    with demo(options.port) as zalo:
        show(zalo)
        (stop or threading.Event()).wait()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
