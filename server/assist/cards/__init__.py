"""Cards on the screen of one call: when they come, what the agent enters on them, and when they stay away.

==============  ==========================================================================
`deck`          the cards of one call: new, changed in place, dismissed
`entering`      what was entered on a card, read and checked: amount, rate, number, date, choice
`form`          builds a card with inputs, in the playbook's language
`sheet`         what a skill says of its card
==============  ==========================================================================

The skills themselves stand in `server.assist.skills`, one file each.
"""
