"""What the core asks of the outside world; every port is an abstract base class."""
