"""The names that jobs have in the engine: what is to be done, for whom, and for the how many-th time."""

import json

from trackifi_accounting.domain.background.jobs import Job


def key_of(job: Job) -> str:
    """Its business key as text; whatever a company is called, two jobs never share it."""
    return json.dumps([job.kind, job.company, job.provider])


def id_of(job: Job, turn: object) -> str:
    """One turn of it; an empty ``turn`` gives what the ids of all its turns begin with."""
    return f"{key_of(job)}#{turn}"


def key_in(identity: str) -> str:
    """The key that an id begins with."""
    return identity.rpartition("#")[0]


def turn_in(identity: str) -> int:
    """The turn that an id ends with."""
    return int(identity.rpartition("#")[2])


def executor(slot: int) -> str:
    """The name of a worker."""
    return f"slot-{slot}"
