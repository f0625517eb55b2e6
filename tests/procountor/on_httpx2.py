"""A pytest plugin that runs tests on httpx2, the maintained continuation of httpx: ``-p tests.procountor.on_httpx2``."""

import sys

import httpcore2
import httpx2

sys.modules |= {"httpx": httpx2, "httpcore": httpcore2}


def pytest_report_header() -> str:
    """Say so, once the plugin has taken it."""
    from trackifi_procountor.http.library import httpcore, httpx  # noqa: PLC0415 - only now it is the other one

    return f"on {httpx.__name__} and {httpcore.__name__}"
