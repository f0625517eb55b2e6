"""The rules that propose a link, in the order in which they are tried."""
