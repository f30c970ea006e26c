"""One call on the server: its session, the order of its stages, and the words they share."""
