"""The recipes: what a training from base weights does otherwise, by whether they know the project's attributes."""

from station.model.recipes import RECIPES, from_base, recipe_for


def test_attributes_that_the_base_does_not_know_are_learnt_at_a_higher_rate_and_all_else_is_alike() -> None:
    known, new = (recipe_for("fast", **from_base(knows_names=knows)) for knows in (True, False))
    assert new.learning_rate > known.learning_rate
    assert {name for name in type(new).__slots__ if getattr(new, name) != getattr(known, name)} == {"learning_rate"}
    assert known.trained_layers
    assert not RECIPES["fast"].trained_layers
