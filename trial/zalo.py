"""The simulated Zalo of the trial, so that a front-end developer can log in without a phone.

    python -m trial.zalo --port 8900

It writes the settings that lead to it as a line of JSON and stays until a signal. It ends at once
where none is wanted: only where DEBUG and DEVELOPMENT_LOGIN are on and no real app is set.
"""

import argparse
import json
import signal
import sys
import threading

from police_portal import environment, ports
from zalo_client.simulator.__main__ import demo


def wanted() -> bool:
    """Return True if this installation should have a simulated Zalo."""
    values = environment.read()
    return bool(values["DEBUG"] and values["DEVELOPMENT_LOGIN"] and not values["ZALO_APP_ID"])


def main(arguments: list[str]) -> None:
    """Tell the settings, and serve until SIGTERM if a simulator is wanted."""
    parser = argparse.ArgumentParser(prog="python -m trial.zalo")
    parser.add_argument("--port", type=int, default=8900)
    options = parser.parse_args(arguments)
    if not wanted():
        known = environment.read()["ZALO_MINI_APP_ID"]
        _tell({"DEVELOPMENT_LOGIN": "false", "ZALO_MINI_APP_ID": known})
        return
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    try:
        held = ports.claim("127.0.0.1", options.port, "zalo")
    except ports.NotFree as reason:
        sys.exit(f"{reason} Cổng khác cho Zalo mô phỏng: make run ZALO_PORT={options.port + 1}")
    with demo(options.port) as zalo:
        access, refresh = zalo.world.oa_pair()  # read by set_oa_token
        tokens = {"OA_ACCESS_TOKEN": access, "OA_REFRESH_TOKEN": refresh}
        _tell({**zalo.environment(), **tokens})
        stop.wait()
    if held:
        held.close()


def _tell(settings: dict[str, str]) -> None:
    sys.stdout.write(f"{json.dumps(settings)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
