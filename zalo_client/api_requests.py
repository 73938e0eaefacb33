"""A call of the Official Account's API as a value, for calls without a method in `OaClient`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import orjson
from urllib3.filepost import encode_multipart_formdata


class Host(Enum):
    """The two hosts that accept an account's token."""

    OPENAPI = "openapi"  # the account: profile, followers, articles, broadcasts, messages
    BUSINESS = "business"  # templates and their quota


@dataclass(frozen=True)
class Upload:
    """A file in a multipart form."""

    name: str
    content: bytes = field(repr=False)
    content_type: str
    field_name: str = "file"


@dataclass(frozen=True)
class ApiRequest:
    """One call.

    `name` is for logs, `path` begins with a slash, `query` is appended. Either `body` is sent as
    JSON, or `upload` as a form, or nothing. An `idempotent` call is retried once if the connection
    fails.
    """

    name: str
    method: str
    path: str
    query: Mapping[str, str | int] = field(default_factory=dict)
    body: Mapping[str, Any] | None = field(default=None, repr=False)
    upload: Upload | None = None
    host: Host = Host.OPENAPI
    idempotent: bool = False

    @property
    def address(self) -> str:
        """Path and query."""
        return f"{self.path}?{urlencode(self.query)}" if self.query else self.path

    @property
    def headers(self) -> dict[str, str]:
        """The headers that describe the body."""
        if self.upload is not None:
            return {"Content-Type": self._form[1]}
        return {} if self.body is None else {"Content-Type": "application/json"}

    @property
    def sent(self) -> bytes | None:
        """The body as it is sent."""
        if self.upload is not None:
            return self._form[0]
        return None if self.body is None else orjson.dumps(self.body)

    @cached_property
    def _form(self) -> tuple[bytes, str]:
        """The form and its content type, whose boundary is random."""
        one = self.upload or Upload("", b"", "")
        return encode_multipart_formdata(
            {one.field_name: (one.name, one.content, one.content_type)}
        )
