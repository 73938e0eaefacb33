"""The simulator in one object: start it, add people, plan faults, inspect requests.

    with Simulator() as zalo:
        user = zalo.world.add_user(name="Trần Thị B")
        token, code = zalo.world.token_for(user), zalo.world.phone_code(user)
        zalo.plan("me", Fault.error(-501))            # the next call; times=None: until cleared
        zalo.settings()                               # the Django settings that point here

Everything ends with the block.
"""

import threading

from zalo_client.simulator import webhooks
from zalo_client.simulator.faults import Fault
from zalo_client.simulator.server import Received, Server
from zalo_client.simulator.webhooks import Event
from zalo_client.simulator.world import User, World

POLL_SECONDS = 0.01


class Simulator:
    """One running Zalo. `world` is its state."""

    def __init__(self, port: int = 0, host: str = "127.0.0.1"):
        self.world = World()
        self._server = Server(self.world, port, host)
        self._thread = threading.Thread(
            target=self._server.serve_forever,
            args=(POLL_SECONDS,),
            name="zalo-simulator",
            daemon=True,
        )

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_exception):
        self._server.stop()
        self._thread.join()

    @property
    def url(self) -> str:
        """The address of every host of this Zalo."""
        host, port = self._server.server_address[:2]
        return f"http://{host}:{port}"

    def settings(self) -> dict[str, object]:
        """Return the settings that make the service use this Zalo."""
        addresses = dict.fromkeys(
            (f"ZALO_{host}_URL" for host in ("GRAPH", "OAUTH", "BUSINESS", "OPENAPI", "MINIAPP")),
            self.url,
        )
        return {**addresses, **self._identity()}

    def environment(self) -> dict[str, str]:
        """Return the environment in which another process uses this Zalo."""
        return {"ZALO_SIMULATOR_URL": self.url, **self._identity()}

    def _identity(self) -> dict[str, str]:
        world = self.world
        app = {"ZALO_APP_ID": world.app_id, "ZALO_APP_SECRET": world.app_secret}
        miniapp = {"ZALO_MINI_APP_ID": world.miniapp_id, "ZALO_OPENAPI_KEY": world.openapi_key}
        account = {"ZALO_OA_ID": world.oa_id, "ZALO_OA_SECRET": world.oa_secret}
        return {**app, **miniapp, **account, "ZALO_PROXY": ""}

    # --- faults

    def plan(self, operation: str, fault: Fault, times: int | None = 1):
        """Make the next `times` calls of `operation` fail, or all from now on (None).

        `server.OPERATIONS` has the names.
        """
        if times is None:
            self._server.standing[operation] = fault
        else:
            self._server.planned[operation].extend([fault] * times)

    def recover(self):
        """Forget every planned fault."""
        self._server.planned.clear()
        self._server.standing.clear()

    def release(self):
        """End every hanging call now."""
        self._server.released.set()

    def drop_connections(self):
        """Close every open connection, as a host does after a while."""
        self._server.drop_connections()

    # --- what was asked

    @property
    def received(self) -> list[Received]:
        """Every request so far, oldest first."""
        return self._server.received

    @property
    def connections(self) -> int:
        """The number of connections ever opened to this server."""
        return self._server.connections

    # --- webhooks

    def _moment(self, age: float) -> int:
        return int((self.world.now() - age) * 1000)

    def revocation(self, user: User | str, *, age: float = 0) -> Event:
        """Make a `user.revoke.consent` event of a person or an unknown id.

        `age` in seconds makes it stale.
        """
        user_id = user if isinstance(user, str) else user.id
        body = {
            "event": "user.revoke.consent",
            "appId": self.world.app_id,
            "userId": user_id,
            "timestamp": self._moment(age),
        }
        return webhooks.miniapp_event(body, self.world.openapi_key)

    def review_done(self, *, approved: bool = False) -> Event:
        """Make a `versions.review.done` event."""
        status, words = (1, "Đã duyệt") if approved else (-1, "Từ chối: thiếu chính sách")
        body = {
            "event": "versions.review.done",
            "appId": self.world.app_id,
            "versionId": 12,
            "status": status,
            "description": words,
        }
        return webhooks.miniapp_event(
            {**body, "timestamp": self._moment(0)}, self.world.openapi_key
        )

    def oa_event(
        self, name: str, user: User, *, age: float = 0, oa_id: str | None = None, **members
    ) -> Event:
        """Make an event of an Official Account, the province's unless `oa_id` says which.

        Follow, unfollow, user_send_text with `message={…}`.
        """
        oa_id = oa_id or self.world.oa_id
        own = self.world.accounts.get(oa_id)
        body = {
            "app_id": self.world.app_id,
            "sender": {"id": user.id_at(oa_id, self.world.oa_id)},
            "recipient": {"id": oa_id},
            "user_id_by_app": user.id,
            "event_name": name,
            **members,
            "timestamp": str(self._moment(age)),
        }
        secret = own.secret if own else self.world.oa_secret
        return webhooks.oa_event(body, self.world.app_id, secret)

    def withdrawal(self, user: User, *, age: float = 0) -> Event:
        """Make a `user_withdraw` event: the person takes back what they gave the account (U)."""
        return self.oa_event("user_withdraw", user, age=age)

    def account_news(self, name: str, **members) -> Event:
        """Make an event about the account itself, which it names `oaId`."""
        body = {
            "app_id": self.world.app_id,
            "oaId": self.world.oa_id,
            "event_name": name,
            **members,
            "timestamp": str(self._moment(0)),
        }
        return webhooks.oa_event(body, self.world.app_id, self.world.oa_secret)

    def writes(
        self, user: User, text: str, msg_id: str = "message-1", oa_id: str | None = None
    ) -> Event:
        """Let the citizen write to an Official Account, which opens the message window."""
        user.last_message_at = self.world.now()
        message = {"text": text, "msg_id": msg_id}
        return self.oa_event("user_send_text", user, oa_id=oa_id, message=message)
