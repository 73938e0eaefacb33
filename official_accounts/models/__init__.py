"""Official Accounts, their tokens, templates, stops and consents under way."""

from official_accounts.models.account import OfficialAccount
from official_accounts.models.connection import Connection
from official_accounts.models.feature_stop import Feature, FeatureStop
from official_accounts.models.oa_token import OaToken
from official_accounts.models.zalo_template import ZaloTemplate

__all__ = [
    "Connection",
    "Feature",
    "FeatureStop",
    "OaToken",
    "OfficialAccount",
    "ZaloTemplate",
]
