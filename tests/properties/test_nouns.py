"""Does every noun survive JSON and its table row, whatever it holds?"""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.model.schema import TABLES, from_json, from_row, to_json, to_row

st.register_type_strategy(str, st.text(max_size=12))
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False, width=32))
st.register_type_strategy(int, st.integers(0, 2**40))


@pytest.mark.parametrize("noun", TABLES.values(), ids=TABLES)
@given(data=st.data())
def test_round_trips(noun: type, data: st.DataObject) -> None:
    item = data.draw(st.builds(noun))
    assert from_json(noun, to_json(item)) == item
    assert to_json(from_json(noun, to_json(item))) == to_json(item)
    assert from_row(noun, to_row(item)) == item


@given(value=st.floats())
def test_numbers_that_json_lacks_are_never_written_silently(value: float) -> None:
    from firsthand.model.items import Unit  # noqa: PLC0415 - kept beside its one use

    written = to_json(Unit(si_value=value))
    if math.isfinite(value):
        assert from_json(Unit, written).si_value == value
    else:
        assert b"null" in written
