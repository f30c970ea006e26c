"""What one call's talk has come to so far, kept so that a restarted server rebuilds it from the call's stored inputs.

==================  ==========================================================================
`asking`            is this line a question, and does that line answer one?
`topics`            what the talk is about now, and what it was about before
`questions`         what the customer asked and was not answered yet
`offers`            what the agent said, offered and promised
`window`            the last turns word for word; a summary of everything before them
`view`              all of it as one frozen value, for whoever only reads
==================  ==========================================================================

`server.assist.dialogue` puts them together.
"""
