"""The HTTP library, named in this module and nowhere else in the adapters: its continuation is one import away."""

import httpx as httpx  # noqa: PLC0414 - handed on
