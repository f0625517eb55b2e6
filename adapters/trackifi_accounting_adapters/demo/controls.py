"""The sandbox's own controls, asked as its plugin declares them."""

from typing import TypeVar

from trackifi_accounting.plugins.offer import SandboxRequest

from trackifi_accounting_adapters.demo.http_library import httpx

Answer = TypeVar("Answer")


class SandboxControls:
    """The sandbox's controls over HTTP, beside the API that is under test."""

    def __init__(self, url: str) -> None:
        self._url = url

    def ask(self, question: SandboxRequest[Answer]) -> Answer:
        """One question and its answer, understood. Raises: httpx.HTTPError."""
        headers = {"Content-Type": "application/json"} if question.body else {}
        answer = httpx.request(
            question.method, self._url + question.path, content=question.body, headers=headers, trust_env=False
        )
        answer.raise_for_status()
        return question.read(answer.content)

    def file(self, path: str) -> bytes:
        """A file as a visitor downloads it. Raises: httpx.HTTPError."""
        answer = httpx.get(self._url + path, trust_env=False)
        answer.raise_for_status()
        return answer.content
