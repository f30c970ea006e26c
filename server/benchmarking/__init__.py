"""`seatmate-server bench streams`: how many calls one server carries, measured as its clients meet it.

The walk: `texts` (what is said) -> `voices` (each line spoken once) -> `conversation` (lines laid out in a call)
-> `client` (one call as the protocol has it) over `wire` (sockets) -> `driving` (all calls, in real time) against
`process` (a real server, started by `serving`, with stopwatches at its recogniser and ears) -> `accounting` (lags, what was
lost) -> `report`, `table`.
"""
