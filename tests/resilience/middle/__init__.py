"""What stands between the plugin and its provider and is no friend of either, and two machines that live through it."""
