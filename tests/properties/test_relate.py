"""Do standings of figures turn around, and hold in any unit?"""

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.analyse.figures.bounds import interval
from firsthand.compare.relate import MIRROR, Standing, relate, relate_values, slip
from firsthand.model.items import Bound, Figure, Unit
from firsthand.model.span import Span

BOUNDS = (
    Bound.EXACT, Bound.APPROXIMATE, Bound.NEARLY, Bound.AT_LEAST, Bound.OVER, Bound.AT_MOST,
    Bound.UNDER,
)  # fmt: skip


def metres(number: int, bound: Bound, factor: float = 1.0) -> Figure:
    quote = f"{number} m"
    low, high, low_open, high_open = interval(float(number), None, bound)
    return Figure(
        "f", Span.of("0" * 64, quote, 0, len(quote)), float(number), bound,
        Unit("m", "m", number * factor, "m"), "test@1", None, low, high, low_open, high_open,
    )  # fmt: skip


figures = st.builds(metres, st.integers(1, 3000), st.sampled_from(BOUNDS))
few = settings(max_examples=60, deadline=None)


@few
@given(figures)
def test_a_figure_is_the_same_as_itself(one: Figure) -> None:
    assert relate(one, one).standing is Standing.SAME


@few
@given(figures, figures)
def test_a_standing_turns_around(one: Figure, other: Figure) -> None:
    there, back = relate(one, other).standing, relate(other, one).standing
    assert back is MIRROR.get(there, there)


@few
@given(figures, figures)
def test_refining_is_one_sided(one: Figure, other: Figure) -> None:
    if relate(one, other).standing is Standing.REFINES:
        assert relate(other, one).standing is Standing.REFINED


@few
@given(
    st.integers(1, 3000), st.integers(1, 3000), st.sampled_from(BOUNDS), st.sampled_from(BOUNDS),
    st.sampled_from((0.25, 8.0, 1024.0)),
)  # fmt: skip
def test_a_standing_holds_in_any_unit(
    one: int, other: int, bound: Bound, limit: Bound, factor: float
) -> None:
    plain = relate_values(metres(one, bound), metres(other, limit)).standing
    scaled = relate_values(metres(one, bound, factor), metres(other, limit, factor)).standing
    assert plain is scaled


@few
@given(figures, figures)
def test_a_slip_is_the_same_from_both_sides(one: Figure, other: Figure) -> None:
    assert slip(one, other) == slip(other, one)
