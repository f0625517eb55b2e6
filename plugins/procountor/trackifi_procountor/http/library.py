"""The HTTP library, named in this module and nowhere else in the plugin: its continuation is one import away."""

import httpcore as httpcore  # noqa: PLC0414 - handed on
import httpx as httpx  # noqa: PLC0414 - handed on
