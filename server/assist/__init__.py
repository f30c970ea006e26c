"""Help while the call runs: what the customer wants, what the agent may say next, which cards answer it.

==================  ==========================================================================
`assistant`         the stage: one customer utterance in; intent, suggestion and cards out
`phrases`           many fixed phrases looked for in a text at once
`figures`           every number of a text, spoken or written, with its kind and value
`intents` `slots`   what the customer wants, and the details named
`dialogue`          what has been talked about so far
`library`           retrieval: the playbook's replies, articles and products (`server.knowledge`)
`facts` `filling`   what is known of the call, and placeholders filled from it, exactly
`fact_check`        the number lock: no figure is shown that no fact supports
`suggesting`        which reply, and when it is taken back
`loans`             instalments and early repayment
`skills/`           one file per kind of card, found by walking the folder
==================  ==========================================================================
"""
