"""The time of an installation's database, by what kind of database it is."""

import logging

from sqlalchemy import Engine
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.database_time import ALLOWED_APART, DatabaseTime

from trackifi_accounting_adapters.database.server.server_time import ServerTime
from trackifi_accounting_adapters.database.sql.machine_time import MachineTime
from trackifi_accounting_adapters.logs import lines


def database_time_of(*, engine: Engine, machine: Clock) -> DatabaseTime:
    """A server has a clock of its own; SQLite has the machine's."""
    if engine.dialect.name == "postgresql":
        return ServerTime(engine=engine, machine=machine)
    return MachineTime(engine=engine, machine=machine)


def too_far_apart(time: DatabaseTime) -> float:
    """Seconds by which this machine's clock is off, when that is too far for sending; else 0."""
    apart = time.apart()
    return apart.total_seconds() if abs(apart) > ALLOWED_APART else 0.0


def tell_difference(time: DatabaseTime) -> None:
    """Log it when this machine's clock keeps it from sending."""
    if apart := too_far_apart(time):
        lines.event("this machine's clock is off: it sends nothing", level=logging.WARNING, seconds=round(apart))
