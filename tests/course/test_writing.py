"""The structure of a short public text: found where it is, missed where it is not."""

import pytest

from course.writing import counts, reading_grade, story_signs, structure

GOOD = (
    "In one trial, 104 people with PTSD had months of talking therapy. Half also took MDMA three "
    "times; half took a placebo. Some weeks later, 87 of 100 with MDMA and 69 of 100 with placebo "
    "had clearly improved. That is 18 more in each 100. Chance alone leaves room for a much "
    "smaller or larger gap, and many people guessed what they had been given, which may have "
    "helped. Severe side effects came in 9 of 100 with MDMA and 4 of 100 without. Nobody yet "
    "knows how long the gain lasts. The regulator in the United States refused approval in 2024 "
    "and asked for one more trial. Healthy couples were not studied."
)


def test_a_text_with_everything_has_everything():
    assert all(structure("More people improved with MDMA, and doubts remain", GOOD).values())


@pytest.mark.parametrize(
    ("sign", "old", "new"),
    [
        ("comparator", "placebo", "it"),
        ("population", "people with PTSD", "persons"),
        ("harm", "side effects", "things"),
        ("words", GOOD, "Short."),
    ],
)
def test_what_is_taken_out_is_missed(sign, old, new):
    assert not structure("A fair headline", GOOD.replace(old, new))[sign]


def test_hard_sentences_are_noticed_and_nothing_yet_is_nothing():
    hard = "Notwithstanding considerable methodological heterogeneity, investigators hypothesise."
    assert not structure("A fair headline", hard)["grade"]
    assert structure(..., GOOD) is None
    assert not structure("A headline of three", "")["grade"]


def test_the_reading_grade_follows_from_the_counts():
    assert counts("The cat sat. It ran!") == (5, 2, 5)
    assert reading_grade("The cat sat. It ran!") == pytest.approx(0.39 * 2.5 + 11.8 - 15.59)


@pytest.mark.parametrize(
    ("sign", "other_words"),
    [
        ("population", "adults living with PTSD"),
        ("population", "veterans who had been ill for years"),
        ("uncertainty", "Nobody knows whether it lasts."),
        ("harm", "More felt sick."),
        ("status", "It was rejected."),
        ("status", "It has no licence."),
        ("status", "It is in phase three."),
        ("population", "all with moderate to severe PTSD"),
        ("comparator", "87 against 69 in the other group"),
        ("uncertainty", "Perhaps it will not last."),
        ("harm", "Unwanted effects were common."),
    ],
)
def test_other_words_for_the_same_thing_are_found(sign, other_words):
    assert structure("A fair headline", other_words)[sign]


def test_a_story_is_its_headline_on_the_first_line_and_its_text_below():
    headline = "More people improved with MDMA, and doubts remain"
    assert story_signs(f"\n{headline}\n\n{GOOD}") == structure(headline, GOOD)
    assert story_signs(...) is None


@pytest.mark.parametrize("story", ["A headline alone", "", 3, {"headline": True}])
def test_what_is_no_story_is_told_in_a_sentence(story):
    with pytest.raises(ValueError, match="A story"):
        story_signs(story)
