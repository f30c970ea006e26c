"""The panes of the supervisor's window: the board and what stands around it, and one opened call.

They read `board_state` and `watch_state`; what a call shows is shown by the agent's own panes, which can not act there.
"""
