"""What a server finds wrong with an author's entry, as sentences that can be translated.

The server words a mistake in English with what it found in it; `mistakes` knows the sentence again and says it in the language
of the screen.  What is not listed is shown as it came.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

MISTAKES: tuple[object, ...] = (
    QT_TRANSLATE_NOOP("Mistakes", "`%f`: `%1` is not known; expected one of: %2"),
    QT_TRANSLATE_NOOP("Mistakes", "`%f` must be a date such as 2026-11-01, not %1"),
    QT_TRANSLATE_NOOP("Mistakes", "`%f` must not be empty"),
    QT_TRANSLATE_NOOP("Mistakes", "has %1 rows, a card shows %2"),
    QT_TRANSLATE_NOOP("Mistakes", "needs a body or rows"),
    QT_TRANSLATE_NOOP("Mistakes", "two rows have the same label; each needs its own"),
    QT_TRANSLATE_NOOP("Mistakes", "is %1 characters long once filled (%2), the limit is %3"),
    QT_TRANSLATE_NOOP("Mistakes", "is %1 words long once filled (%2), the limit is %3"),
    QT_TRANSLATE_NOOP("Mistakes", "the placeholder %1 names no field of a customer; known: %2"),
    QT_TRANSLATE_NOOP("Mistakes", "the placeholder %1 names no product; known: %2"),
    QT_TRANSLATE_NOOP("Mistakes", "the placeholder %1 names no term of `%2`; known: %3"),
    QT_TRANSLATE_NOOP("Mistakes", "the placeholder %1 names no slot; known: %2"),
    QT_TRANSLATE_NOOP(
        "Mistakes", "the placeholder %1 is not known; write {customer.<field>}, {product.<id>.<term>} or {slot.<name>}"),
    QT_TRANSLATE_NOOP(
        "Mistakes", "has a brace without its partner; placeholders are written {product.<id>.<term>}"),
    QT_TRANSLATE_NOOP("Mistakes", "the id `%1` may only hold letters, digits, `_`, `-`, `.`"),
    QT_TRANSLATE_NOOP("Mistakes", "the id `%1` is used twice; every %2 needs its own"),
    QT_TRANSLATE_NOOP(
        "Mistakes", "holds the hidden character %1; a text must show all that it says, write it anew without"),
    QT_TRANSLATE_NOOP(
        "Mistakes", "`%f`: `%1` stands in the article `%2` already; a question belongs to one article"),
    QT_TRANSLATE_NOOP("Mistakes", "`%f` holds an empty question; take it out"),
    QT_TRANSLATE_NOOP("Mistakes", "`%f`: there is no article `%1`"),
    QT_TRANSLATE_NOOP("Mistakes", "`%f` goes in a circle: %1"),
    QT_TRANSLATE_NOOP("Mistakes", "`keywords_only` needs `keywords`"),
    QT_TRANSLATE_NOOP("Mistakes", "the role %1 does not write playbooks; ask a trainer, quality or compliance"),
    QT_TRANSLATE_NOOP("Mistakes", "the role %1 does not publish playbooks; ask compliance or an administrator"),
    QT_TRANSLATE_NOOP("Mistakes", "%1 proposed this version; a second person has to publish it"),
    QT_TRANSLATE_NOOP("Mistakes", "version %1 is published already; propose the draft under a new version"),
    QT_TRANSLATE_NOOP("Mistakes", "version %1 is published already; name the draft's version anew"),
    QT_TRANSLATE_NOOP("Mistakes", "version %1 is proposed already; publish or reject that first"),
    QT_TRANSLATE_NOOP("Mistakes", "%1 can not be a version; use letters, digits, `.`, `-` and `_`"),
    QT_TRANSLATE_NOOP("Mistakes", "there is no version %1; see %2"),
    QT_TRANSLATE_NOOP("Mistakes", "there is no proposal %1; see %2"),
    QT_TRANSLATE_NOOP("Mistakes", "there is a draft of %1 already; propose it, or drop it first"),
    QT_TRANSLATE_NOOP("Mistakes", "there is no draft of %1; begin one: %2"),
    QT_TRANSLATE_NOOP("Mistakes", "there is no article `%1` any more; look at the list again"),
    QT_TRANSLATE_NOOP("Mistakes", "there is no reply `%1` any more; look at the list again"),
    QT_TRANSLATE_NOOP("Mistakes", "there is no %1 `%2` in this playbook's own files"),
)
"""Texts; `%1` stands for what was found, `%f` for the name of a field."""
FIELDS: dict[str, str] = {
    "id": QT_TRANSLATE_NOOP("MistakeFields", "Id"), "title": QT_TRANSLATE_NOOP("MistakeFields", "Title"),
    "text": QT_TRANSLATE_NOOP("MistakeFields", "Text"), "rows": QT_TRANSLATE_NOOP("MistakeFields", "Lines"),
    "intents": QT_TRANSLATE_NOOP("MistakeFields", "Intents"), "products": QT_TRANSLATE_NOOP("MistakeFields", "Products"),
    "keywords": QT_TRANSLATE_NOOP("MistakeFields", "Words"), "asked": QT_TRANSLATE_NOOP("MistakeFields", "Asked as"),
    "source": QT_TRANSLATE_NOOP("MistakeFields", "Source"), "date": QT_TRANSLATE_NOOP("MistakeFields", "As of"),
    "expires": QT_TRANSLATE_NOOP("MistakeFields", "Holds until"), "version": QT_TRANSLATE_NOOP("MistakeFields", "Version"),
    "follows": QT_TRANSLATE_NOOP("MistakeFields", "Comes after"), "about": QT_TRANSLATE_NOOP("MistakeFields", "Explains"),
}
"""Keys of an entry as the form calls them."""
