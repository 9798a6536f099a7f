"""Text that users typed shows as it was typed and does nothing."""

import pytest

from bot.presentation.text import clip, listed, one_line, plain, plural, prose


@pytest.mark.parametrize(
    "typed",
    [
        "@everyone",
        "<@123456789012345678>",
        "<#1> <t:0:R> <:x:1>",
        "https://example.org/a_b",
        "**bold** __x__ ~~y~~ ||z|| `code`",
        "# heading",
        "> quote",
        "- list",
        "1. list",
        "[a](https://example.org)",
    ],
)
def test_markup_is_escaped(typed):
    """Every character that could begin markup, a mention or a link is escaped."""
    shown = plain(typed)

    for at, character in enumerate(shown):
        if character in "*_~`|<>[]()#:@":
            assert shown[at - 1] == "\\"
    assert not shown.startswith(("- ", "1. "))


@pytest.mark.parametrize(("typed", "shown"), [("1. list", r"1\. list"), ("- list", r"\- list"), ("1917", "1917")])
def test_what_would_begin_a_list_is_escaped_where_discord_takes_it(typed, shown):
    """A backslash before a digit would be seen, so it stands before the point."""
    assert shown == plain(typed)


def test_invisible_characters_are_dropped():
    """Neither a line break nor a change of direction leaves the line."""
    assert plain("a\u202eb\n\n\u200bc") == "a b c"


@pytest.mark.parametrize(
    "sign", "\u034f\u061c\u115f\u1160\u17b4\u180e\u200b\u2028\u2800\u3164\ufeff\uffa0\u200d\ufe0f\u0301"
)
def test_a_text_of_nothing_that_can_be_seen_is_empty(sign):
    """So whoever asks for a name or a reason gets one that can be read."""
    assert "" == one_line(sign * 5)


def test_signs_that_nobody_sees_are_spaces():
    """One between words, however many they were."""
    assert "a b" == plain("\u3164a\u2800\u061cb")


@pytest.mark.parametrize("typed", ["👩\u200d🚀", "می\u200cخواهم", "☝️", "🏴\U000e0067\U000e0062\U000e007f"])
def test_what_joins_letters_and_signs_stays(typed):
    """Emoji and Persian are written with characters that cannot be seen."""
    assert typed == plain(typed)


def test_prose_keeps_its_words():
    """Reviewed text stays as it is but for stray markup."""
    assert prose("The *Platform* (1927): 5-year plan") == r"The \*Platform\* (1927): 5-year plan"


@pytest.mark.parametrize(
    ("text", "limit", "cut"), [("short", 10, "short"), ("one two three", 9, "one two…"), ("abcdef", 4, "abc…")]
)
def test_clip_keeps_whole_words(text, limit, cut):
    """A cut falls between words where there is one, and never passes the limit."""
    assert cut == clip(text, limit)
    assert limit >= len(cut)


def test_lists_and_counts_read_as_english():
    """One, two and three words; one and many things."""
    assert [listed("abc"[:n]) for n in range(4)] == ["", "a", "a or b", "a, b or c"]
    assert [
        plural(1, "reply", "replies"),
        plural(2, "reply", "replies"),
        plural(1000, "item"),
    ] == ["1 reply", "2 replies", "1,000 items"]
