"""Controls of journal, clock, switches and faults."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from procountor_sandbox.admin.control import Control, ControlError, Controls

FAULT_FIELDS = ("method", "path", "company", "times", "chance", "status", "seconds", "retry_after", "changes")


def show_state(control: Control) -> Any:
    """GET /sandbox/state."""
    world = control.world
    return {
        "time": world.clock.stamp(),
        "latency_ms": world.latency * 1000,
        "switches": asdict(world.switches),
        "faults": world.faults.documents(),
        "journal": len(world.journal),
        "tokens": len(world.tokens),
    }


def show_journal(control: Control) -> Any:
    """GET /sandbox/journal: the newest entries (``limit``, 1000) whose path holds ``path``, of one ``method``."""
    limit = int(control.parameters.get("limit", "1000"))
    rows = control.world.journal.rows(
        limit=limit, path=control.parameters.get("path", ""), method=control.parameters.get("method", "")
    )
    return {"counts": dict(control.world.journal.counts), "entries": rows}


def clear_journal(control: Control) -> Any:
    """DELETE /sandbox/journal."""
    control.world.journal.clear()
    return {"journal": 0}


def move_clock(control: Control) -> Any:
    """POST /sandbox/clock: ``advance_seconds``."""
    control.world.clock.advance(float(control.only("advance_seconds").get("advance_seconds", 0)))
    return {"time": control.world.clock.stamp()}


def change_switches(control: Control) -> Any:
    """PATCH /sandbox/switches: any of them; ``latency_ms`` and ``status`` of GET /status too."""
    body = {name: float(value) if isinstance(value, Decimal) else value for name, value in control.body.items()}
    latency, status = body.pop("latency_ms", None), body.pop("status", None)
    if status is not None and status not in {"OK", "DEGRADED", "FAILING"}:
        raise ControlError("status is OK, DEGRADED or FAILING.")
    control.world.switches.change(body)
    control.world.status = status or control.world.status
    if latency is not None:
        control.world.latency = float(latency) / 1000
    return asdict(control.world.switches)


def add_fault(control: Control) -> Any:
    """POST /sandbox/faults: ``kind`` and what it fits."""
    body = dict(control.only("kind", *FAULT_FIELDS))
    for name in ("chance", "seconds"):
        if name in body:
            body[name] = float(body[name])
    for name in ("company", "status"):
        if name in body:
            body[name] = int(body[name])
    if not isinstance(body.get("changes", {}), dict):
        raise ControlError("changes is an object of dotted paths and values.")
    if not isinstance(body.get("times", 1), int | None):
        raise ControlError("times is a whole number, or null for no end.")
    return asdict(control.world.faults.add(str(body.pop("kind", "")), **body))


def list_faults(control: Control) -> Any:
    """GET /sandbox/faults."""
    return control.world.faults.documents()


def clear_faults(control: Control) -> Any:
    """DELETE /sandbox/faults."""
    control.world.faults.clear()
    return []


def set_profile(control: Control) -> Any:
    """POST /sandbox/profile: ``seed`` and ``rates``, a chance from 0 to 1 per kind; and how late searches are."""
    body = control.only("seed", "rates", "seconds", "path", "method", "retry_after", "search_lag_seconds")
    rates = body.get("rates")
    if not isinstance(rates, dict):
        raise ControlError("rates is an object of kinds and chances.")
    faults = control.world.faults
    faults.clear()
    faults.seed(int(body.get("seed", 0)))
    common = {name: str(body.get(name, "")) for name in ("path", "method", "retry_after")}
    for kind, chance in rates.items():
        faults.add(kind, times=None, chance=float(chance), seconds=float(body.get("seconds", 0.05)), **common)
    if "search_lag_seconds" in body:
        control.world.switches.change({"search_lag_seconds": body["search_lag_seconds"]})
    return faults.documents()


CONTROLS: Controls = {
    ("GET", "/state"): show_state,
    ("GET", "/journal"): show_journal,
    ("DELETE", "/journal"): clear_journal,
    ("POST", "/clock"): move_clock,
    ("PATCH", "/switches"): change_switches,
    ("GET", "/faults"): list_faults,
    ("POST", "/faults"): add_fault,
    ("DELETE", "/faults"): clear_faults,
    ("POST", "/profile"): set_profile,
}
