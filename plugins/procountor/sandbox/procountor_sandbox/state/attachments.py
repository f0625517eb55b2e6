"""Files kept with invoices."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True, kw_only=True)
class Attachment:
    """One file. ``attached`` is Finnish wall time."""

    id: int
    name: str
    reference_type: str
    reference_id: int
    mime_type: str
    send_with_invoice: bool
    username: str
    attached: str
    content: bytes = field(repr=False)

    def meta(self) -> dict[str, Any]:
        """As the Attachment model shows it."""
        return {
            "id": self.id,
            "name": self.name,
            "referenceType": self.reference_type,
            "referenceId": self.reference_id,
            "mimeType": self.mime_type,
            "sendWithInvoice": self.send_with_invoice,
        }

    def document(self) -> dict[str, Any]:
        """As the search shows it (Document)."""
        return {
            "attachmentId": self.id,
            "name": self.name,
            "size": len(self.content),
            "user": self.username,
            "referenceId": self.reference_id,
            "referenceType": self.reference_type,
            "attached": self.attached,
        }


class AttachmentFiles:
    """All files of a company."""

    def __init__(self, *, first_id: int) -> None:
        self._attachments: dict[int, Attachment] = {}
        self.next_id = first_id

    def __len__(self) -> int:
        return len(self._attachments)

    def __iter__(self) -> Iterator[Attachment]:
        return iter(tuple(self._attachments.values()))

    def get(self, attachment_id: int) -> Attachment | None:
        """The file, or None."""
        return self._attachments.get(attachment_id)

    def add(self, attachment: Attachment) -> None:
        """Keeps one more."""
        self._attachments[attachment.id] = attachment
        self.next_id = attachment.id + 1
