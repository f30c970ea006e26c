"""What client and server say to each other: messages in, frames out; of third parties it imports msgspec alone.

Start at `protocol.wire`: it turns a message into a frame and back, and is the only codec.  The messages
stand one subject to a module:

==================  ==========================================================
`call`              hello and welcome, start, end, heartbeat, errors, enrolment
`audio`             numbered packets, acknowledgement, missing ranges
`transcript`        partials, finals, gaps
`assist`            intent, mood, alerts, suggestions, cards, checklist, feedback
`supervision`       raised hand, notes, who is listening
==================  ==========================================================
"""
