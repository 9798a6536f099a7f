"""Discord's markdown, as the page shows it."""

import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from playground import Playground

pytestmark = pytest.mark.asyncio(loop_scope="session")

RENDER = """async ([text, options]) => {
  const { markdown } = await import("/playground/page/markdown_view.js");
  const names = {
    user: (id) => ({ 1: "Anna" })[id] ?? "unknown-user",
    role: (id) => ({ 2: { name: "Host", color: 0xff8800 } })[id] ?? null,
    channel: (id) => ({ 3: { name: "general" } })[id] ?? null,
    openChannel() {}, useCommand() {},
  };
  const node = markdown(text, names, options);
  for (const each of node.querySelectorAll("a")) ["target", "rel"].forEach((name) => each.removeAttribute(name));
  return node.innerHTML;
}"""


def heading(level: int, text: str) -> str:
    """A heading of the message, below those of the page."""
    return f'<div class="heading heading-{level}" role="heading" aria-level="{level + 3}">{text}</div>'


def mention(text: str) -> str:
    """A mention that leads nowhere."""
    return f'<span class="mention">{text}</span>'


def moment(day: str, title: str, text: str) -> str:
    """The first moment of a day."""
    return f'<time class="moment" datetime="{day}T00:00:00.000Z" title="{title} at 12:00 AM">{text}</time>'


SHOWN = [
    # emphasis
    ("**bold** *it* _it_", "<strong>bold</strong> <em>it</em> <em>it</em>"),
    ("__under__ ~~gone~~", "<u>under</u> <s>gone</s>"),
    ("***both***", "<em><strong>both</strong></em>"),
    ("__*under and it*__", "<u><em>under and it</em></u>"),
    ("**over\ntwo lines**", "<strong>over\ntwo lines</strong>"),
    ("snake_case_name", "snake_case_name"),
    ("2 * 3 * 4", "2 * 3 * 4"),
    ("**unclosed", "**unclosed"),
    (r"\*no\* \_no\_ \\ C:\dir", r"*no* _no_ \ C:\dir"),
    # code
    ("`a *b*` ``c`d``", "<code>a *b*</code> <code>c`d</code>"),
    ("```py\nx = 1\n```\nafter", '<pre tabindex="0" aria-label="Code, py"><code>x = 1</code></pre>after'),
    ("```# no heading```", '<pre tabindex="0" aria-label="Code"><code># no heading</code></pre>'),
    ("`unclosed", "`unclosed"),
    # lines with a meaning
    ("# One\n# ", heading(1, "One") + "# "),
    ("## Two\n### Three\n#### Four", heading(2, "Two") + heading(3, "Three") + "#### Four"),
    ("#none", "#none"),
    ("-# small\nnot", '<small class="subtext">small</small>not'),
    ("> a\n> b\nc", '<blockquote><div class="quoted">a\nb</div></blockquote>c'),
    (">>> a\nb\n- c", '<blockquote><div class="quoted">a\nb\n<ul><li>c</li></ul></div></blockquote>'),
    (">none", "&gt;none"),
    ("- a\n  - b\n* c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
    ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
    ("text\n- a\n  more\nend", "text\n<ul><li>a\nmore</li></ul>end"),
    # links
    ("https://a.b/c_d_e.", '<a href="https://a.b/c_d_e">https://a.b/c_d_e</a>.'),
    ("(https://a.b/x_(y))", '(<a href="https://a.b/x_(y)">https://a.b/x_(y)</a>)'),
    ("<https://a.b/>", '<a href="https://a.b/">https://a.b/</a>'),
    ("[**to** b](https://a.b/)", '<a href="https://a.b/" title="https://a.b/"><strong>to</strong> b</a>'),
    ('[b](https://a.b/ "why")', '<a href="https://a.b/" title="why\nhttps://a.b/">b</a>'),
    ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
    ("[ ](https://a.b/)", '[ ](<a href="https://a.b/">https://a.b/</a>)'),
    # mentions
    ("<@1> <@!1> <@9>", f"{mention('@Anna')} {mention('@Anna')} {mention('@unknown-user')}"),
    ("<#3> <#9>", f'<button class="mention" type="button">#general</button> {mention("#unknown")}'),
    ("<@&2>", '<span class="mention coloured" style="--mention: #ff8800;">@Host</span>'),
    ("</quiz start:5>", '<button class="mention" type="button">/quiz start</button>'),
    ("@everyone <:clio:12345>", f'{mention("@everyone")} <span class="emoji" title=":clio:">:clio:</span>'),
    # moments, in the reader's zone
    ("<t:0:D>", moment("1970-01-01", "Thursday, January 1, 1970", "January 1, 1970")),
    ("<t:-62135596800:d>", moment("0001-01-01", "Monday, January 1, 1", "1/1/01")),
    ("<t:99999999999999999:F> <t:1:Q>", "&lt;t:99999999999999999:F&gt; &lt;t:1:Q&gt;"),
    # nothing is ever HTML
    ("<b onclick=x>&amp;</b>", "&lt;b onclick=x&gt;&amp;amp;&lt;/b&gt;"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A tab that has the page's modules, in UTC."""
    async with Playground() as discord:
        context = await browser.new_context(timezone_id="UTC")
        tab = await context.new_page()
        await tab.goto(f"{discord.url}/?as=anna")
        yield tab
        await context.close()


@pytest.mark.parametrize(("text", "html"), SHOWN, ids=[json.dumps(text) for text, _ in SHOWN])
async def test_markdown_is_shown_as_in_discord(page: Page, text: str, html: str):
    """Each text becomes the nodes that Discord makes of it, and no others."""
    assert html == await page.evaluate(RENDER, [text, {}])


async def test_line_starts_mean_nothing_in_titles(page: Page):
    """In titles and names of fields only what stands inside a line is formatted."""
    assert "# <strong>a</strong>" == await page.evaluate(RENDER, ["# **a**", {"blocks": False}])


async def test_spoilers_are_covered_until_pressed(page: Page):
    """What is spoiled can neither be read by a screen reader nor focused until the cover is pressed."""
    await page.evaluate(
        """async () => {
          const { markdown } = await import("/playground/page/markdown_view.js");
          document.body.replaceChildren(markdown("||it was [Boris](https://a.b/)||", {}));
        }"""
    )
    link = page.get_by_role("link", name="Boris")
    await expect(link).to_have_count(0)
    await page.get_by_role("button", name="Spoiler, show").press("Enter")
    await expect(link).to_be_visible()


@pytest.mark.parametrize(
    "text",
    [
        "*" * 4000,
        "_" * 4000,
        "|" * 4000,
        "[" * 4000,
        "**a*_" * 800,
        "> " * 2000,
        "- \n" * 1300,
        "||**__" * 600,
        "`` ` " * 800,
    ],
)
async def test_malicious_markdown_is_read_quickly(page: Page, text: str):
    """No text of Discord's length keeps the browser busy: a thousand nested marks are read within half a second."""
    measured = """async (text) => {
      const { parse } = await import("/playground/page/markdown.js");
      const before = performance.now();
      parse(text);
      return performance.now() - before;
    }"""
    assert 500 > await page.evaluate(measured, text)


async def test_previews_are_one_line_of_words(page: Page):
    """The preview of a message that is answered has no marks, and keeps spoilers hidden."""
    preview = """async (text) => {
      const { lineOf } = await import("/playground/page/markdown_view.js");
      return lineOf(text, { user: () => "Anna" });
    }"""
    assert "Head quoted by @Anna ▒▒▒" == await page.evaluate(preview, "# Head\n> quoted\nby **<@1>** ||no||")
