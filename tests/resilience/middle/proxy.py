"""The middle: a proxy for bytes, on loopback, that carries each request as it likes."""

import asyncio
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from tests.resilience.middle.acts import CACHES, LATE, REPLAYS, SWAPS, Act, Choice
from tests.resilience.middle.messages import Answer, Request, read_answer, read_request
from tests.resilience.middle.record import Carried, Record, Struck
from tests.resilience.rig.fast_time import Pace

CLIENT_GIVES_UP = 10.0
"""Seconds of the rig's time after which a connection that nobody answers is closed: its client has gone long since."""
LOOK = 0.01  # seconds
INFORMATION = (
    b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
)
KEPT = 400  # answers, for swaps
LIMIT = 2**25  # bytes of one message
START = 20.0  # seconds


class Middle:
    """Runs in a thread for the length of a ``with`` block; ``url`` is where the plugin is sent to."""

    def __init__(self, target: str, *, pace: Pace, choice: Choice) -> None:
        self.record = Record()
        self.choice = choice
        self.url = ""
        self._host, self._port = _address(target)
        self._pace = pace
        self._cache: dict[tuple[int, str], bytes] = {}
        self._answers: list[tuple[Request, bytes]] = []
        self._loop = asyncio.new_event_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        self._started = threading.Event()
        self._stop = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="middle", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._started.wait(START), "the middle did not start"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(START)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._connection, "127.0.0.1", 0, limit=LIMIT)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self._started.set()
        await self._stop.wait()
        server.close()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            while (request := await read_request(reader)) and await self._one(request, writer):
                pass
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            writer.close()
            with suppress(ConnectionError, asyncio.CancelledError):
                await writer.wait_closed()

    async def _one(self, request: Request, writer: asyncio.StreamWriter) -> bool:
        """Carry one request; whether the connection stays open."""
        act, asked = self.choice.of(request), self._pace.seconds()
        self.record.requests[request.what] += 1
        if act in CACHES:
            return await self._cached(act, request, writer, asked)
        if act in LATE:
            self._later(LATE[act], act, request, asked, again=False)
            return await self._silence(act, request)
        if act is Act.HALF_DEAD:
            return await self._silence(act, request)
        if act is Act.CUT_REQUEST:
            return await self._cut_request(act, request)
        answer = await self._carry(request, asked, again=False)
        if answer is None or act is Act.ANSWER_LOST:
            return answer is not None and await self._silence(act, request)
        return await self._answer(act, request, answer, writer, asked)

    async def _answer(
        self, act: Act, request: Request, answer: Answer, writer: asyncio.StreamWriter, asked: float
    ) -> bool:
        told = answer.bytes
        if act in REPLAYS:
            self._later(REPLAYS[act], act, request, asked, again=True)
        elif act in SWAPS:
            told = self._swapped(act, request) or told
            act = act if told is not answer.bytes else Act.PASS
        elif act is Act.INFORMED:
            told = INFORMATION + told
        elif act is Act.ANSWERED_TWICE:
            told += told
        elif act is Act.CUT_ANSWER:
            told = told[: len(told) * 2 // 3]
        if act is not Act.PASS:
            self._note(act, request)
        if answer.status == 200:
            self._answers = [*self._answers[-KEPT:], (request, answer.bytes)]
        writer.write(told)
        await writer.drain()
        return act is not Act.CUT_ANSWER

    async def _cached(self, act: Act, request: Request, writer: asyncio.StreamWriter, asked: float) -> bool:
        """The first answer of each address is the answer for ever."""
        key = (request.company, request.target)
        kept = self._cache.get(key)
        if kept is None or (request.fresh_only and act is Act.CACHED):
            answer = await self._carry(request, asked, again=False)
            if answer is None:
                return False
            kept = self._cache.setdefault(key, answer.bytes) if kept is None else answer.bytes
        else:
            self._note(act, request)
        writer.write(kept)
        await writer.drain()
        return True

    def _swapped(self, act: Act, request: Request) -> bytes | None:
        """The newest answer that somebody else got to the same kind of request."""
        for other, answer in reversed(self._answers):
            alike = other.what == request.what and other.subject != request.subject
            elsewhere = other.company != request.company
            if other.what == request.what and (elsewhere if act is Act.SWAPPED_COMPANY else alike and not elsewhere):
                return answer
        return None

    async def _cut_request(self, act: Act, request: Request) -> bool:
        self._note(act, request)
        with suppress(ConnectionError):
            _, writer = await asyncio.open_connection(self._host, self._port)
            writer.write(request.bytes[: len(request.bytes) * 2 // 3])
            await writer.drain()
            writer.close()
        return False

    async def _silence(self, act: Act, request: Request) -> bool:
        self._note(act, request)
        await self._until(self._pace.seconds() + CLIENT_GIVES_UP)
        return False

    def _later(self, seconds: float, act: Act, request: Request, asked: float, *, again: bool) -> None:
        key = (request.company, request.subject)
        self.record.under_way[key] += 1

        async def carry() -> None:
            await self._until(asked + seconds)
            await self._carry(request, asked, again=again)
            self.record.under_way[key] -= 1

        task = self._loop.create_task(carry(), name=act)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _carry(self, request: Request, asked: float, *, again: bool) -> Answer | None:
        """Send the very bytes on, over a connection of their own."""
        at = self._pace.seconds()
        try:
            reader, writer = await asyncio.open_connection(self._host, self._port, limit=LIMIT)
            writer.write(request.bytes)
            answer = await read_answer(reader)
            writer.close()
        except ConnectionError:
            answer = None
        if request.what in {"invoice", "file"}:
            made = answer.id if answer else None
            self.record.carried.append(
                Carried(
                    asked=asked,
                    at=at,
                    company=request.company,
                    what=request.what,
                    subject=request.subject,
                    id=made,
                    again=again,
                )
            )
        return answer

    async def _until(self, end: float) -> None:
        while self._pace.seconds() < end:  # noqa: ASYNC110 - the run's time is no event loop's
            await asyncio.sleep(LOOK)

    def _note(self, act: Act, request: Request) -> None:
        self.record.struck.append(
            Struck(
                at=self._pace.seconds(),
                act=act,
                company=request.company,
                what=request.what,
                subject=request.subject,
            )
        )


def _address(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    assert parts.hostname == "127.0.0.1", "loopback only"
    assert parts.port
    return parts.hostname, parts.port
