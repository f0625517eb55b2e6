"""What a user or Trackifi does with an integration: one verb a module, one room for what belongs together."""
