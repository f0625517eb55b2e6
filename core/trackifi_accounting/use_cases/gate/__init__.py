"""Whether an invoice may go: one verdict for the list, the preview, the batch and the sending."""
