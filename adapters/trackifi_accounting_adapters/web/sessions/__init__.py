"""The signed-in visitor of the pages."""
