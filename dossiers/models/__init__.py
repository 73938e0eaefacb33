"""Dossiers, their history, their owners, imports of files, and the connector."""

from dossiers.models.conflict import ImportConflict
from dossiers.models.connector import ConnectorDelivery, ConnectorKey, ConnectorRefusal
from dossiers.models.day import DossierDay
from dossiers.models.dossier import Dossier, Source
from dossiers.models.event import DossierEvent, Kind
from dossiers.models.imports import DossierImport, ImportBlock, ImportFault
from dossiers.models.names import ColumnName, OfficeName
from dossiers.models.proof import Factor, Follow, Ownership, Proof
from procedures.choices import ChannelKind as Channel

__all__ = [
    "Channel",
    "ColumnName",
    "ConnectorDelivery",
    "ConnectorKey",
    "ConnectorRefusal",
    "Dossier",
    "DossierDay",
    "DossierEvent",
    "DossierImport",
    "Factor",
    "Follow",
    "ImportBlock",
    "ImportConflict",
    "ImportFault",
    "Kind",
    "OfficeName",
    "Ownership",
    "Proof",
    "Source",
]
