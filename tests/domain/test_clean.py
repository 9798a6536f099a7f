"""What players type, made plain."""

import pytest

from bot.domain.clean import readings


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("**Kerensky**", "kerensky"),
        ("||spoiler||", "spoiler"),
        ("> # Pravda", "# pravda"),
        ("```py\nlenin```", "lenin"),
        ("`x` ~~y~~ __z__", "x y z"),
        ("<@!123> Lenin <:flag:456> <t:1:R>", "lenin"),
        ("@everyone Lenin @Bot", "lenin"),
        ("[Lenin](https://example.org)", "lenin"),
        ("<b>Lenin</b>", "lenin"),
        (":fire: Lenin :fire:", "lenin"),
        ("Lenin 🎉🇷🇺", "lenin"),
        ("🇱🇪🇳🇮🇳", "lenin"),
        ("🅻🅴🅽🅸🅽", "lenin"),
        ("𝐊𝐞𝐫𝐞𝐧𝐬𝐤𝐲", "kerensky"),
        ("Ｋｅｒｅｎｓｋｙ", "kerensky"),
        ("ᴋᴇʀᴇɴsᴋʏ", "kerensky"),
        ("K\u200be\u00adr\u2060en\ufe0fsky", "kerensky"),
        ("\u202eLenin", "lenin"),
        ("L̷̨e̸͎n̵̢i̴͙n̶̘", "lenin"),
        ("Ceaușescu Ceauşescu", "ceausescu ceausescu"),
        ("Łódź Þórr Đặng", "lodz thorr dang"),
        ("Кеrensky", "kerensky"),
        ("L3nin l917 19l7", "lenin 1917 1917"),
        ("№ 5", "no 5"),
        ("“Lenin’s”", '"lenin\'s"'),
        ("1861–1865", "1861-1865"),
        ("毛泽东", "mao ze dong"),
        ("Lenin\n\n Stalin", "lenin\nstalin"),
        ("नेहरू", "nehru"),
    ],
)
def test_a_guess_is_made_plain(typed, plain):
    """Markdown, mentions, emoji, fancy and invisible signs are gone, letters are plain."""
    assert plain == readings(typed)[0]


def test_look_alikes_are_read_as_they_look_too():
    """A word whose letters all have Latin doubles may be a disguise."""
    assert ("sssr", "cccp") == readings("СССР")
    assert ("trotskiy",) == readings("Троцкий")
    assert "herodotos" in readings("Ηρόδοτος")


def test_more_than_anybody_could_send_is_not_read():
    """Without a reading there is nothing to judge."""
    assert () == readings("x" * 401) == readings("x" * 5_000) == readings("ﷺ" * 400)
