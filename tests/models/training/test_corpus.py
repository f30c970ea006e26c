"""The shards of the recipe: unseen voices stay unseen, numbers have shards of their own, every name is taken once."""

from __future__ import annotations

from pathlib import Path
from random import Random

from models.training.corpus import DIGIT_SHARDS, digit_plans, playbook_plans, practice_plans, talk_plans, training_plans
from models.training.corpus import test_plans as unseen_plans
from models.training.lexicon import Lexicon, WeightedWords
from models.training.texts import sample_sentence
from models.training.voices import FIRST_VARIANTS, HELD_OUT_VARIANTS, LAST_VARIANTS, LATER_VARIANTS, sample_voice

PLAYBOOKS = Path(__file__).parents[3] / "server" / "playbooks"


def test_names_and_seeds_of_training_shards_are_taken_once() -> None:
    plans = training_plans() + digit_plans() + playbook_plans(PLAYBOOKS) + practice_plans(PLAYBOOKS) + talk_plans() + unseen_plans()
    assert len({plan.name for plan in plans}) == len(plans)
    training = [plan for plan in plans if not plan.held_out]
    assert len({plan.seed for plan in training}) == len(training)
    assert {plan.seed for plan in training}.isdisjoint(plan.seed for plan in plans if plan.held_out)


def test_no_training_line_has_a_voice_of_the_test() -> None:
    assert set(HELD_OUT_VARIANTS).isdisjoint(FIRST_VARIANTS + LATER_VARIANTS + LAST_VARIANTS)
    rng = Random(1)
    heard = [{sample_voice("zh", rng, width).variant for _ in range(2_000)} for width in range(3)]
    assert heard[0] < heard[1] < heard[2] and set(LAST_VARIANTS) <= heard[2] and heard[1].isdisjoint(LAST_VARIANTS)


def test_a_shard_of_numbers_holds_nothing_else() -> None:
    words = WeightedWords.of([("word", 1.0)])
    lexicon, rng = Lexicon({"zh": words, "en": words}, {"n": words}), Random(2)
    plans = digit_plans()
    assert len(plans) == DIGIT_SHARDS and {plan.voice_width for plan in plans} == {0, 1, 2}
    kinds = {sample_sentence(rng, lexicon, plan.mix).kind for plan in plans for _ in range(5)}
    assert kinds == {"long digits"}
