"""Finding what a playbook knows: by words, by meaning where a model is installed, and along a small graph.

    terms, stemming   a text as index terms          words     BM25 over them
    vectors           nearness by meaning            ranking   articles in the light of the call's state
    graph             product, fee, condition, document, channel and articles as a network
    rules             "does early repayment cost a fee" + a product -> that product's rule

Of the server it knows `content` and the phrase finder only; `server.assist.library` puts it together for one playbook.
"""
