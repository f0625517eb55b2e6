"""The time of an installation's database, by what kind of database it is."""

from sqlalchemy import Engine
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.database_time import DatabaseTime

from trackifi_accounting_adapters.machine_time import MachineTime
from trackifi_accounting_adapters.server_time import ServerTime


def database_time_of(*, engine: Engine, machine: Clock) -> DatabaseTime:
    """A server has a clock of its own; SQLite has the machine's."""
    if engine.dialect.name == "postgresql":
        return ServerTime(engine=engine, machine=machine)
    return MachineTime(engine=engine, machine=machine)
