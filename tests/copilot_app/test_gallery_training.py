"""The matter of the pictures: it could come over the wire, and the scenario in the editor is one that the form can read."""

from __future__ import annotations

import pytest

from copilot_app.gallery_training import attempts, catalogue, overview, report, tried
from copilot_app.scenario_toml import LISTS, ScenarioToml, ScenarioUnreadable, new_scenario
from protocol.message import Language
from protocol.training import RUBRIC
from protocol.wire import decode, encode


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_could_come_over_the_wire(lang: Language) -> None:
    for message in (catalogue(lang), attempts(lang), report(lang), overview(lang), tried(lang, 1)):
        assert decode([encode(message)]) == message
    assert tuple(line.line for line in report(lang).lines) == RUBRIC


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_new_scenario_has_what_it_needs(lang: str) -> None:
    scenario = ScenarioToml(new_scenario("x", lang))
    assert scenario.get(("lang",)) == lang and scenario.get(("draft",)) is True
    assert len(scenario.get(("say", "opening", "words"))) == 3 and scenario.get(("end", 0, "outcome")) == "success"
    assert scenario.text == new_scenario("x", lang), "reading changes nothing"


def test_values_are_set_and_taken_out_in_place() -> None:
    scenario = ScenarioToml(new_scenario("x", "en"))
    scenario.set(("ask", 0, "answer", "words"), [["nine"]])
    scenario.set(("persona", "manner"), None)
    scenario.set(("need", "text"), None)
    scenario.set(("need", "text"), "He moves house.")
    assert scenario.get(("ask", 0, "answer", "words")) == [["nine"]] and scenario.get(("persona", "manner")) is None
    assert scenario.get(("need", "text")) == "He moves house." and scenario.get(("ask", 7, "id")) is None
    for kind in LISTS:
        place = scenario.add(kind, {"id": scenario.free_name(kind)})
        assert scenario.get((kind, place, "id")) == f"{kind}_1"
        scenario.remove(kind, place)
    assert scenario.count("trap") == 0 and scenario.count("ask") == 1


@pytest.mark.parametrize(("text", "line"), [("a = 1\nb = = 2\n", 2), ("a = [\n", 0), ("[x\n", 1)])
def test_what_is_no_toml_says_its_line(text: str, line: int) -> None:
    with pytest.raises(ScenarioUnreadable) as refused:
        ScenarioToml(text)
    assert refused.value.line == line
