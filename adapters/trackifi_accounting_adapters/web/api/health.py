"""Whether this process answers."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

router = APIRouter(tags=["Health"])


class Health(BaseModel):
    """It does."""

    status: Literal["ok"] = "ok"


@router.get("/health")
async def health() -> Health:
    """Answer; no sign-in is needed and nothing is told."""
    return Health()
