"""Settings in, the desk of the server out.

Next: `server.app`.
"""

from __future__ import annotations

from pathlib import Path

from server.settings import CustomerSettings
from server.storage.calls import CallRecords
from server.storage.secret_values import SecretValues
from server.storage.state import StateDirectory

from .asking import Address, Bounds
from .crm import Breaker, Crm
from .desk import CustomerDesk
from .fields import FieldTable, load_fields

CRM_TOKEN = "crm.token"


def open_desk(settings: CustomerSettings, state: StateDirectory, records: CallRecords) -> CustomerDesk:
    """The connectors that the settings ask for.

    Raises:
        CrmSettings, FieldsInvalid: each says what to do.
    """
    table = load_fields(state.path)
    crm = None if not settings.crm else open_crm(settings, table, SecretValues(records.database))
    return CustomerDesk(records, crm, table, settings.country)


def open_crm(settings: CustomerSettings, table: FieldTable, secrets: SecretValues) -> Crm:
    """The CRM; the token is read anew for each question, so that a changed one holds at once.

    Raises:
        CrmSettings: the address or the certificate can not be used.
    """
    address = Address(settings.crm, Path(settings.crm_authority) if settings.crm_authority else None)
    bounds = Bounds(settings.crm_connect_s, settings.crm_total_s, settings.crm_kilobytes * 1024)
    return Crm(address, bounds, Breaker(settings.crm_failures, settings.crm_pause_s), table, settings.country,
               lambda: secrets.get(CRM_TOKEN))
