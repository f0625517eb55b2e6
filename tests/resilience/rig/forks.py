"""Processes that are forked from one which has loaded everything: a start takes milliseconds, and none is shared."""

import multiprocessing
from multiprocessing.context import ForkServerContext

LOADED = [
    "tests.resilience.engine_fleet",
    "tests.resilience.rig.commands",
    "tests.resilience.rig.workers",
    "tests.resilience.test_concurrency",
    "tests.resilience.test_storage",
    "trackifi_accounting_adapters.cli.processes.job_log",
    "trackifi_accounting_adapters.demo.client",
    "trackifi_accounting_adapters.demo.journey",
    "trackifi_accounting_adapters.demo.paper_pdf",
    "trackifi_accounting_adapters.demo.show",
    "trackifi_accounting_adapters.web.app",
    "trackifi_procountor.plugin",
    "psycopg",
    "uvicorn",
]
"""One list for all: whoever comes first in a test process decides what is loaded for those who follow."""


def forking() -> ForkServerContext:
    """Where such processes come from."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(LOADED)
    return context
