"""Playbooks under people's hands: a draft is edited, proposed by one person, published by another, rolled back.

    STATE/playbook.key                            the server's Ed25519 key for playbooks, mode 0600
    STATE/playbooks/<id>/draft/                   what is being written
    STATE/playbooks/<id>/proposals/<number>/      a frozen copy that waits for the second person
    STATE/playbooks/<id>/versions/<version>/      published: signed, never changed again
    STATE/playbooks/<id>/current                  name of the version in force

================  ==========================================================================================
`places`          the paths above, and the key
`rights`          who may write, who may publish
`draft`           entries put into a draft, taken out, checked as a whole
`entry_text`      an article or a reply as TOML
`publishing`      propose, publish by a second person, roll back, versions
`in_force`        which playbook a name means for the server: published, bundled sample, or draft if asked for
`duplicates`      articles and replies that say nearly the same
`preview`         past calls through the playbook in force and through the draft, side by side
`past_calls`      where those calls come from
`desk`            the messages of the author's pane
================  ==========================================================================================
"""
