"""Consent, how long records are kept, and a person's rights to a copy and to erasure.

`retention` deletes what is due, call by call; `persons` finds everything of a person, `copies` writes it out,
`erasing` deletes it on the word of two people; the ledger of consents is in `server.storage.privacy`.  What was deleted
leaves a signed tombstone and audit rows without the person, so `audit verify` tells a deletion on purpose from a
broken trail.

Errors::

    PrivacyError             code `privacy.failed`
    ├── PersonUnknown        code `privacy.unknown`: nothing is kept of this number or id
    ├── PersonAmbiguous      code `privacy.ambiguous`: several customers share the number; name the id
    ├── NotAllowed           code `privacy.second_person`: wrong password or role, or the same person twice
    └── PlaceUnusable        code `privacy.place`: the directory for a copy is not empty or can not be written
"""
