"""Where a run takes place: the sandbox, the middle before it, an installation, and people on both sides."""

import random
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.values import data
from trackifi_accounting.domain.values.references import CompanyId
from trackifi_accounting_adapters.container import Container, let_go
from trackifi_accounting_adapters.database.migration import migrate

from tests.resilience.middle.acts import Choice
from tests.resilience.middle.editors import Editors
from tests.resilience.middle.mixes import Mix
from tests.resilience.middle.people import People
from tests.resilience.middle.proxy import Middle
from tests.resilience.rig.fast_time import FastSandboxClock, Pace
from tests.resilience.rig.place import Place
from tests.resilience.rig.stock import REMOTE, Asked, hand_over, invoices
from tests.resilience.rig.tempo import WORKING


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """``container`` is the rig's own, on the run's time; ``remotes`` says whose books each company's are."""

    sandbox: RunningSandbox
    middle: Middle
    place: Place
    container: Container
    asked: list[Asked]
    remotes: Mapping[CompanyId, int]
    people: People
    editors: Editors


@contextmanager
def staged(folder: Path, mix: Mix, *, seed: int, database: str, naive: bool) -> Iterator[Stage]:
    """All handed over and nothing asked for yet; from now on faults strike."""
    pace = Pace.write(folder, speed=WORKING)
    with ExitStack() as stack:
        sandbox = stack.enter_context(RunningSandbox())
        sandbox.state.clock = FastSandboxClock(pace)
        middle = stack.enter_context(Middle(sandbox.url, pace=pace, choice=Choice(seed)))
        place = Place(folder=folder, database=database, address=middle.url, pace=pace, naive=naive, seed=seed)
        container = place.container()
        stack.callback(let_go, container)
        migrate(container.engine())
        remotes = dict.fromkeys(REMOTE, data.FIRST_COMPANY_ID) if mix.shared else REMOTE
        asked = list(invoices(mix.number))
        hand_over(container, asked, sandbox, remotes)
        people = People(sandbox=sandbox, pace=pace, remotes=remotes, chance=random.Random(seed))
        people.prepare(container, asked, typing=mix.typing, restarted=mix.restarted)
        middle.choice.rates = mix.rates
        sandbox.state.switches.change({"search_lag_seconds": mix.lag})
        sandbox.state.clock.advance(mix.provider_ahead)
        yield Stage(
            sandbox=sandbox,
            middle=middle,
            place=replace(place, budget=mix.budget),
            container=container,
            asked=asked,
            remotes=remotes,
            people=people,
            editors=Editors(chance=random.Random(seed), left=mix.edited),
        )
