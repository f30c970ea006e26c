"""A phrase written with its alternatives, as every phrase that it stands for: `(保证|肯定)(能|会|)批` is six phrases.

In comes a rule's `forms`, out come plain texts that the phrase automaton takes; a form is no regular expression: it has
`(a|b)`, an empty alternative, and `?` after a group or a character.  Next: `server.content.loading` adds them to the
rule's phrases.
"""

from __future__ import annotations

MAX_PHRASES = 2_048
"""Of one form."""
_SIGNS = "()|?"


class FormError(ValueError):
    """The form can not be read, or stands for too many phrases; a sentence that says why."""

    code = "playbook.invalid"
    retryable = False


def phrases_of(form: str) -> tuple[str, ...]:
    """Every phrase that a form stands for, each once, without what may be missing at its ends.

    Raises:
        FormError: open or nested brackets, a `|` outside of them, an empty phrase, or more than `MAX_PHRASES`.
    """
    parts = _parts(form)
    while parts and "" in parts[0]:
        # The phrase is found without its optional beginning as well; the same holds for the end.
        parts.pop(0)
    while parts and "" in parts[-1]:
        parts.pop()
    made = [""]
    for choices in parts:
        if len(made) * len(choices) > MAX_PHRASES:
            raise FormError(f"stands for more than {MAX_PHRASES} phrases; write it as two forms")
        made = [begun + choice for begun in made for choice in choices]
    phrases = tuple(dict.fromkeys(" ".join(one.split()) for one in made))
    if "" in phrases:
        raise FormError("stands for an empty phrase; leave one group without an empty alternative")
    return phrases


def _parts(form: str) -> list[tuple[str, ...]]:
    parts: list[tuple[str, ...]] = []
    place = 0
    while place < len(form):
        character = form[place]
        if character == "(":
            end = form.find(")", place)
            inside = form[place + 1:end]
            if end < 0 or any(sign in inside for sign in "(?"):
                raise FormError("has a bracket that is open or holds another one, or a `?` inside of it")
            parts.append(tuple(dict.fromkeys(inside.split("|"))))
            place = end + 1
        elif character in _SIGNS:
            raise FormError(f"has a `{character}` without its bracket or character")
        else:
            parts.append((character,))
            place += 1
        if form[place:place + 1] == "?":
            parts[-1] = (*parts[-1], "") if "" not in parts[-1] else parts[-1]
            place += 1
    return parts
