"""Training mode: a customer who is played, and what came of the call.  (`models/training` makes speech models.)

===================  ===================================================================================
`scenario`           what a `practice/*.toml` of a playbook says, as objects
`loading` `checking` the file read and checked: file, line, reason; never in part
`engine`             the interface of whoever plays the customer
`casting`            opens a customer, or takes one up again
`acts`               what the trainee's words do
`answers` `traps`    was what the customer wants answered, was a trap handled
`mind` `agenda`      the state machine: mood, patience, trust, what is open, how it ends
`mood` `ends`        what an act does to the mood; when a scenario is over
`wording`            the words for what he says, never the same twice in a row
`script_engine`      the built-in customer
`model_engine`       the same customer, worded by a language model that is held in its role
`built_in_agents`    a good, a bad and a silent agent
`self_test`          who plays every scenario with them
`finished` `rubric`  a call that is over, and its lines judged (`rubric_lines`, one module a line)
`moments` `better`   the time line; the house's words beside the trainee's own
`report` `reporting` the report put together; made once and kept
`best_handling`      the best recorded one, unnamed, or the good agent's (`rehearsal`)
`curriculum`         what to practise next      `catalogue` what there is, for one person
`training_desk`      answers trainees and trainers (`trainer`, `class_rights`, `refusals`)
`drafts` `trying`    scenarios that trainers write, and try while they write
`from_call`          a real call as a draft (`made_up`, `draft_words`)
===================  ===================================================================================
"""
