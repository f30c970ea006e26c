"""A supervisor's voice on both sides of the wire: spoken, heard in a headset and, where it may, on the customer's line.

Agent's side: `SupervisorVoice` pieces and the agent's microphone in; `mixing` (pure) decides who is heard where,
`line_bridge` plays it through `playback`.  Supervisor's side: `listening` plays `LiveSound`, `talking` makes
`TalkSound`; `supervision` holds both for a window.  `jitter_buffer` and `concealment` make a steady stream of what
arrives unsteadily.  `bridge_check` proves that the softphone hears what is played into the bridge.
"""
