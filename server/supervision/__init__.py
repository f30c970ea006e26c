"""The supervisor's side of a call: who may do what, the wall-board, stepping in with the voice, notes and coaching.

In: messages of supervisors' clients and what the calls' feed tells.  Out: events of the calls, sound, audit rows.
`desk` takes the messages; `rights` decides; `stepping_in` is who listens and who speaks.
"""
