"""Every error of the client has a code of its own and stands in the tree that its module draws."""

from __future__ import annotations

import pytest

from copilot_app import errors
from copilot_app.errors import ClientError

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, ClientError)]


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_drawn_and_has_a_code(kind: type[ClientError]) -> None:
    assert errors.__doc__ and kind.__name__ in errors.__doc__
    assert kind.code and kind.__doc__
    assert kind("What to do.", code="other", retryable=True).code == "other"
    assert str(kind("What to do.")) == "What to do." and kind("x").code == kind.code
