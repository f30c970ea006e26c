"""The same sound, model and machine for Seatmate and for other live transcription servers: `python -m benchmarks.peers`.

The walk: `sound` (calls written once as WAV and JSON) -> `environments` (one virtual environment a peer) -> `processes`
(a server, started, measured, always ended) -> `stream_client` in the peer's environment, or `seatmate` (the project's own
clients), both in real time -> `lags` (when each utterance was in the text) -> `report` (JSON, table, Markdown).

`whisper_live` and `whisper_live_kit` know one peer each: what it needs, how it starts, what it says.  They,
`stream_client`, `peer_server` and `heard` also run in the peers' environments, so they import the standard library only.
"""
