"""Do the lines of a PDF make the paragraphs that a reader sees?"""

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.ingest.pdf_lines import Line
from firsthand.ingest.pdf_paragraphs import write_paragraphs

SIZE = 10.0
EM = 5.0
"""Width of a character here."""


def page(*rows: str, left: float = 50.0, top: float = 700.0, fall: float = 12.0) -> list[Line]:
    """Set rows below one another; an empty one leaves a gap, blanks before one indent it."""
    lines = []
    for number, row in enumerate(rows):
        text = row.lstrip()
        if text:
            start = left + (len(row) - len(text)) * EM
            lines.append(Line(text, start, start + len(text) * EM, top - number * fall, SIZE))
    return lines


def test_lines_that_fill_the_column_go_on() -> None:
    told = page(
        "The council of the island voted on Monday for",
        "a second ferry, which is to run before winter",
        "comes.",
        "Two members voted against it and one was away",
        "ill.",
    )
    assert write_paragraphs([told]).split("\n") == [
        f"{told[0].text} {told[1].text} comes.",
        "Two members voted against it and one was away ill.",
    ]


def test_a_gap_an_indent_and_a_list_item_begin_a_paragraph() -> None:
    told = page(
        "The council of the island voted on Monday for",
        "a second ferry, which is to run before winter",
        "",
        "It will carry forty cars and costs 12 million",
        "  The pier is mended first, as it is too short",
        "• a new ramp for lorries, wheelchairs and bikes",
        "• lights along the whole length of the old pier",
    )
    written = write_paragraphs([told])
    assert written.count("\n\n") == 1
    assert [line[:10] for line in written.split("\n") if line] == [
        "The counci", "It will ca", "The pier i", "• a new ra", "• lights a",
    ]  # fmt: skip


def test_other_letters_part_a_heading_from_the_text_and_join_its_lines() -> None:
    heading = [
        Line("Island votes for a", 50, 230, 760, 20),
        Line("second ferry", 50, 170, 736, 20),
    ]
    told = page("The council of the island voted on Monday for", "a second ferry.")
    written = write_paragraphs([heading + told])
    assert [line for line in written.split("\n") if line] == [
        "Island votes for a second ferry",
        "The council of the island voted on Monday for a second ferry.",
    ]


def test_a_sentence_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    first = page("The council of the island voted on", "Monday for a second ferry, which is")
    second = page("to run before winter comes and will", "carry forty cars.", left=300.0)
    third = page("The harbour is to be dug out for it", "next year.")
    written = write_paragraphs([first + second, third])
    assert written.split("\n\n") == [
        " ".join(line.text for line in first + second),
        "The harbour is to be dug out for it next year.",
    ]


def test_hyphens_go_where_the_document_hyphenates_and_stay_in_compounds() -> None:
    told = page(
        "The island's coun-",
        "cil voted for a se-",
        "cond ferry, an of-",
        "ficial said. A part-",
        "time pilot and a part-time cook",
    )
    told = [Line(line.text, 50, 150, line.base, SIZE) for line in told]
    assert write_paragraphs([told]) == (
        "The island's council voted for a second ferry, an official said. A part-time pilot and "
        "a part-time cook"
    )
    compound = [Line("It is a part-", 50, 150, 700, SIZE), Line("time job, he", 50, 150, 688, SIZE)]
    assert write_paragraphs([compound]) == "It is a part-time job, he"


def test_han_lines_are_joined_without_a_blank() -> None:
    told = [
        Line("市政府周一决定为群岛购买第二艘", 50, 200, 700, SIZE),
        Line("渡轮，预计年底前投入使用。", 50, 180, 688, SIZE),
    ]
    assert write_paragraphs([told]) == "市政府周一决定为群岛购买第二艘渡轮，预计年底前投入使用。"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(
            st.builds(
                Line,
                st.text("abC .-渡", min_size=1).map(str.strip).filter(bool),
                st.floats(0, 600),
                st.floats(0, 600),
                st.floats(0, 800),
                st.sampled_from((0.0, 8.0, 10.0, 24.0)),
            ),
            max_size=8,
        ),
        max_size=3,
    )
)
def test_no_character_but_blanks_and_hyphens_is_lost(pages: list[list[Line]]) -> None:
    written = write_paragraphs(pages)
    kept = [letter for letter in written if not letter.isspace() and letter != "-"]
    given = [letter for told in pages for line in told for letter in line.text]
    assert kept == [letter for letter in given if not letter.isspace() and letter != "-"]
