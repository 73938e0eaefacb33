"""Endpoints that everybody may ask, within the limit of an address."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rest_framework.authentication import BaseAuthentication
from rest_framework.throttling import BaseThrottle

from foundation.api.permissions import Anyone
from foundation.api.throttles import CatalogueThrottle

if TYPE_CHECKING:
    from rest_framework.permissions import _PermissionClass


class Public:
    """Mixed in before a view: public on purpose, whoever calls is not asked for."""

    authentication_classes: Sequence[type[BaseAuthentication]] = ()
    permission_classes: "Sequence[_PermissionClass]" = (Anyone,)
    throttle_classes: Sequence[type[BaseThrottle]] = (CatalogueThrottle,)
