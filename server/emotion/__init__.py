"""The customer's mood, from words and voice; the agent's channel is never read.

`mood.MoodTracker` is the stage; `words` finds what was said, `voice` compares how it was said with the same
speaker's beginning.
"""
