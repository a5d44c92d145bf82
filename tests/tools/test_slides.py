"""What of a notebook stands on which slide, and that no word of it is lost."""

import re
from collections import Counter

import nbformat
import pytest

from tests.notebooks.guards import code_cells, tags
from tools.kernel import read
from tools.slides.blocks import printed, words
from tools.slides.deck import Deck
from tools.slides.slide import CODE, HEIGHT, SIZES, WORDS

LONG = "First we say what this is. " + 12 * "Then there is more to say of it than a slide can hold. "


def prose(text):
    return nbformat.v4.new_markdown_cell(text)


def code(source, output="", tag=None, png=None):
    data = {"text/plain": output} | ({"image/png": png} if png else {})
    outputs = [nbformat.v4.new_output("display_data", data)] if output else []
    return nbformat.v4.new_code_cell(source, outputs=outputs, metadata={"tags": [tag]} if tag else {})


def figure(source, says="a line"):
    return code(source, f"Figure: {says}", png="iVBORw0KGgo=")


def slides(*cells):
    """Return all slides of a notebook with these cells below a title."""
    return [slide for column in deck(*cells).columns for slide in column]


def deck(*cells):
    return Deck(nbformat.v4.new_notebook(cells=[prose("# Title\n\nIt begins."), *cells]))


def on(slide, *kinds):
    """Return the texts on a slide, of these kinds or of all."""
    return [part.text for part in slide.parts if not kinds or part.kind in kinds]


def steps(slide):
    return [part.text for part in slide.parts if part.step]


def test_heading_begins_a_slide_with_the_sentences_below_it():
    [_, slide] = slides(prose("## A section\n\nIt is short. It is clear."))
    assert (slide.heading, slide.begins, on(slide)) == ("A section", True, ["It is short. It is clear."])


def test_section_begins_a_column_and_its_parts_stand_below():
    columns = deck(prose("## One\n\nText."), prose("### A part\n\nText."), prose("## Two\n\nText.")).columns
    assert [[slide.heading for slide in column] for column in columns] == \
        [["Title"], ["One", "A part"], ["Two"]]


def test_long_prose_leaves_its_first_sentence_and_goes_to_the_notes():
    [_, slide] = slides(prose(f"## A section\n\n{LONG}"))
    assert on(slide)[0].startswith("First we say what this is.") and words(on(slide)[0]) < WORDS
    assert slide.notes == [LONG.strip()]


def test_last_sentence_stands_above_the_code_it_leads_to():
    *_, slide = slides(prose(f"## A section\n\n{LONG}\n\n{LONG} In Python:"), code("x = 1"))
    assert on(slide)[0].endswith("In Python:") and on(slide, "code") == ["x = 1"]


def test_what_was_printed_and_the_sentence_that_reads_it_are_later_steps():
    *_, slide = slides(code("print(1)", "1"), prose("One, as expected. And then we go on."))
    assert steps(slide) == ["1", "One, as expected."]


def test_bet_is_asked_on_a_slide_of_its_own_before_the_code():
    *_, asks, answers = slides(prose("It is odd. **Predict.** Which number? In Python:"), code("1 + 1", "2"))
    assert on(asks) == ["It is odd. **Predict.** Which number?"]
    assert on(answers) == ["In Python:", "1 + 1", "2"]


def test_what_leads_to_a_bet_stands_above_it():
    *_, asks = slides(prose("## A section\n\nFirst.\n\nA book prints 22.\n\n**Predict.** Why?"))
    assert on(asks) == ["A book prints 22.", "**Predict.** Why?"]


def test_folded_answer_comes_as_the_next_step_below_its_question():
    *_, slide = slides(prose("1. How many?\n\n<details><summary>Answer</summary>\n\nThree.\n</details>"))
    assert on(slide, "question") == ["1. How many?"] and steps(slide) == ["Answer", "Three."]


def test_folded_aside_is_a_slide_below():
    *_, before, aside = slides(prose("## A section\n\nIt holds.\n\n"
                                     "<details><summary>Why?</summary>\n\nSince so.\n</details>"))
    assert on(before) == ["It holds."] and on(aside) == ["Why?", "Since so."]


@pytest.fixture
def exercise():
    """The slides of an exercise: task, hints and solution."""
    task = ("### Exercise 1.1: one\n\nReturn one.\n\n<details><summary>Hint 1</summary>\n\nCount.\n</details>"
            "\n\n<details><summary>Hint 2</summary>\n\nLess than two.\n</details>")
    solution = 'def solution():\n    return 1\n\n\ncheck("1.1", solution)'
    return slides(prose(task), code("def one():\n    raise NotImplementedError", tag="exercise"),
                  code('check("1.1", one)', "Exercise 1.1: not attempted yet", tag="check"),
                  code(solution, "Exercise 1.1: passed", tag="solution"))[1:]


def test_task_and_function_stand_on_one_slide(exercise):
    assert on(exercise[0]) == ["Return one.", "def one():\n    raise NotImplementedError"]


def test_hints_stand_below_the_task_and_come_one_by_one(exercise):
    assert on(exercise[1]) == ["Hint 1", "Count.", "Hint 2", "Less than two."]
    assert steps(exercise[1]) == ["Hint 2", "Less than two."]


def test_solution_comes_last_without_its_check(exercise):
    assert on(exercise[2]) == ["Solution", "def solution():\n    return 1"]


def test_what_the_check_says_of_no_attempt_is_left_out(exercise):
    assert not [text for slide in exercise for text in on(slide) + slide.notes if "not attempted" in text]


def test_code_that_only_draws_is_hidden_and_stands_in_the_notes():
    source = 'names = ["a"]\nshow(draw(names), "a line")'
    *_, slide = slides(prose("## A section\n\nSome data.\n\nHow does it look?"), figure(source))
    assert on(slide) == ["How does it look?", "a line"]
    assert source in slide.notes[0]


def test_code_of_a_figure_that_a_cell_below_needs_is_shown_before_it():
    *_, before, drawn, _ = slides(figure('y = f(x)\nshow(draw(y), "a line")'), code("print(y)"))
    assert on(before) == ["y = f(x)"] and on(drawn) == ["a line"]


def test_sentence_that_reads_a_figure_is_the_next_step():
    *_, slide = slides(figure('show(draw(), "a line")'), prose("It rises. Nobody knows why."))
    assert steps(slide) == ["It rises."]


def test_formula_stands_with_the_sentence_that_leads_to_it():
    *_, slide = slides(code("x = 1"), prose("Much was said. In one line:\n\n$$y = x$$"))
    assert on(slide) == ["Much was said. In one line:", "$$y = x$$"]


def test_long_list_is_dealt_out_in_order():
    items = [f"- item {n} {20 * 'word '}".strip() for n in range(6)]
    dealt = [on(slide) for slide in slides(prose("## Summary\n\n" + "\n".join(items)))[1:]]
    assert sum(dealt, []) == items and max(map(len, dealt)) < 6


def test_long_table_is_dealt_out_with_its_head_on_each_slide():
    rows = [f"| {n} | {30 * 'long '} |" for n in range(12)]
    dealt = slides(prose("\n".join(["| a | b |", "|---|---|", *rows])))[1:]
    tables = [on(slide)[0].splitlines() for slide in dealt]
    assert len(tables) > 1 and all(table[:2] == ["| a | b |", "|---|---|"] for table in tables)
    assert [row for table in tables for row in table[2:]] == rows


def test_small_code_is_larger_than_wide_code():
    [small], [wide] = ([part.size for part in slides(code(source))[-1].parts]
                       for source in ("x = 1", f"x = {70 * '1'}"))
    assert CODE[1] == small > wide > CODE[0]


def test_output_too_long_to_stand_below_its_code_has_a_slide_of_its_own():
    *_, shown, result = slides(code("\n".join(16 * ["x = 1"]), "\n".join(16 * ["1"])))
    assert on(shown, "output") == [] and len(on(result, "output")[0].splitlines()) == 16


@pytest.fixture
def made(path):
    return [slide for column in Deck(read(path)).columns for slide in column]


def test_no_word_of_a_notebook_is_lost(path, made):
    said = [text for slide in made for text in
            [slide.heading * slide.begins, *on(slide), *slide.notes]]
    notebook = read(path)
    written = [re.sub("</?(details|summary)>", "", cell.source) for cell in notebook.cells]
    written += [printed(cell) for cell in code_cells(notebook) if "check" not in tags(cell)]
    count = [Counter(re.findall(r"\w+", "\n".join(texts))) for texts in (written, said)]
    assert count[0] - count[1] == Counter()


def test_no_slide_is_a_wall_of_text(made):
    walls = {slide.heading: on(slide) for slide in made
             if "table" not in slide.kinds() and words(" ".join(on(slide, *SIZES))) > WORDS}
    assert walls == {}


def test_code_is_never_too_small_or_too_high(made):
    sizes = {part.text: part.size for slide in made for part in slide.parts if part.kind == "code"}
    assert [text for text, size in sizes.items() if size < CODE[0]] == []
    assert [slide.heading for slide in made if sum(
        part.height() for part in slide.parts if part.size) > HEIGHT] == []
