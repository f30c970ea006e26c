"""One line of the rubric a module: a finished call in, a judgement out.  The formulas stand in `docs/training.md`.

===============  ==================================================================
`judged`         what a judgement is, parts of a whole, words of two languages
`checklist`      greeting, identification, disclosure, closing: what had to be said
`answers`        knowledge, objection: what the customer wanted
`need`           what he is about
`compliance`     warnings and traps
`empathy`        words of acknowledgement after a bad moment of the customer
`pace`           characters or words a minute
`silence`        how long the customer was left waiting
`interruptions`  the trainee begins while the customer speaks
`length`         minutes against those of the scenario
===============  ==================================================================

Nothing here reads how the trainee sounds or feels: words, times and the customer's own state only.
"""
