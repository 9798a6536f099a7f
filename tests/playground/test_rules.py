"""Deliberately wrong requests: each is refused as Discord refuses it, and counts as a violation."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from playground import Playground, Violations
from playground.checks import Mode
from playground.openapi import Document
from playground.wire import Json

V2 = 1 << 15
MESSAGE, FOLLOWUP, CALLBACK, MODAL, CHOICES, COMMAND, POST, THREAD, EDIT, EDIT_V2 = (
    "message",
    "followup",
    "callback",
    "modal",
    "choices",
    "command",
    "post",
    "thread",
    "edit",
    "edit v2",
)


def button(**changes: Any) -> Json:
    """A right button with changes; None takes a key away."""
    data = {"type": 2, "style": 1, "label": "Go", "custom_id": "go", **changes}
    return {key: value for key, value in data.items() if value is not None}


def row(*components: Json) -> Json:
    """A row of these."""
    return {"type": 1, "components": list(components)}


def menu(**changes: Any) -> Json:
    """A right select menu with changes."""
    return {"type": 3, "custom_id": "menu", "options": [{"label": "A", "value": "a"}], **changes}


def text(content: str = "x") -> Json:
    """A text of components v2."""
    return {"type": 10, "content": content}


def v2(*components: Json, **more: Any) -> Json:
    """A message of components v2."""
    return {"flags": V2, "components": list(components), **more}


def labelled(kind: int, number: int = 0, **changes: Any) -> Json:
    """A form of one labelled field of this type, with `number` options."""
    inner = {"type": kind, "custom_id": "field", **changes}
    if number:
        inner["options"] = [{"label": str(n), "value": str(n)} for n in range(number)]
    return form({"type": 18, "label": "Field", "component": inner})


def embed(**parts: Any) -> Json:
    """A message with one embed."""
    return {"embeds": [parts]}


def field(**changes: Any) -> Json:
    """A text input of a form with changes; None takes a key away."""
    data = {"type": 4, "custom_id": "field", "label": "Field", "style": 1, **changes}
    return {key: value for key, value in data.items() if value is not None}


def form(*rows: Json, **changes: Any) -> Json:
    """A form."""
    return {"custom_id": "form", "title": "Form", "components": list(rows), **changes}


def slash(*options: Json, **changes: Any) -> Json:
    """A slash command."""
    return {"name": "fact", "description": "A fact", "type": 1, "options": list(options), **changes}


def option(name: str = "era", kind: int = 3, **changes: Any) -> Json:
    """An option of a command."""
    return {"type": kind, "name": name, "description": "An option", **changes}


POLL: Json = {"question": {"text": "?"}, "answers": [{"poll_media": {"text": "!"}}]}
BY_RULES: list[tuple[str, str, Any]] = [
    ("an empty message", MESSAGE, {"content": "  "}),
    ("content of 2001", MESSAGE, {"content": "x" * 2001}),
    ("embeds of 6001 together", MESSAGE, {"embeds": [{"description": "x" * 3001}, {"description": "x" * 3000}]}),
    ("an embed that says nothing", MESSAGE, embed(color=1)),
    ("an embed with an odd address", MESSAGE, embed(title="x", url="ftp://example.org")),
    ("six rows", MESSAGE, {"components": [row(button(custom_id=str(n))) for n in range(6)]}),
    ("a menu beside a button", MESSAGE, {"components": [row(menu(), button())]}),
    ("one custom id twice", MESSAGE, {"components": [row(button(), button())]}),
    ("a button without custom id", MESSAGE, {"components": [row(button(custom_id=None))]}),
    ("a link with a custom id", MESSAGE, {"components": [row(button(style=5, url="https://example.org"))]}),
    ("a link without address", MESSAGE, {"components": [row(button(style=5, custom_id=None))]}),
    ("a button with an address", MESSAGE, {"components": [row(button(url="https://example.org"))]}),
    ("a link to a file", MESSAGE, {"components": [row(button(style=5, url="file:///x", custom_id=None))]}),
    ("a button without label", MESSAGE, {"components": [row(button(label=None))]}),
    ("one value twice", MESSAGE, {"components": [row(menu(options=[{"label": "A", "value": "a"}] * 2))]}),
    ("more values than options", MESSAGE, {"components": [row(menu(max_values=2))]}),
    ("least above most", MESSAGE, {"components": [row(menu(min_values=2))]}),
    ("v2 with content", MESSAGE, v2(text(), content="x")),
    ("v2 with an embed", MESSAGE, v2(text(), embeds=[{"title": "x"}])),
    ("v2 components without the flag", MESSAGE, {"components": [text()]}),
    ("41 components in containers", MESSAGE, v2({"type": 17, "components": [text()] * 20}, *[text()] * 20)),
    ("v2 texts of 4001 together", MESSAGE, v2(text("x" * 2001), text("x" * 2000))),
    ("a bare button", MESSAGE, v2(button())),
    ("a container in a container", MESSAGE, v2({"type": 17, "components": [{"type": 17, "components": [text()]}]})),
    ("one component id twice", MESSAGE, v2({**text(), "id": 7}, {**text(), "id": 7})),
    ("an ephemeral message", MESSAGE, {"content": "x", "flags": 64}),
    ("a flag that cannot be set", MESSAGE, {"content": "x", "flags": 32}),
    ("mentions parsed and listed", MESSAGE, {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}),
    ("a missing attachment", MESSAGE, embed(image={"url": "attachment://missing.png"})),
    ("a poll without answers", MESSAGE, {"poll": {"question": {"text": "?"}, "answers": []}}),
    ("a poll beside v2", MESSAGE, v2(text(), poll=POLL)),
    ("a poll put into a message", EDIT, {"poll": POLL}),
    ("an empty edit", EDIT, {"content": ""}),
    ("v2 taken off", EDIT_V2, {"flags": 0}),
    ("content put onto v2", EDIT_V2, {"content": "x"}),
    ("v2 put onto content", EDIT, v2(text())),
    ("an empty followup", FOLLOWUP, {"content": ""}),
    ("an empty response", CALLBACK, {"type": 4, "data": {"content": ""}}),
    ("a response of 2001", CALLBACK, {"type": 4, "data": {"content": "x" * 2001}}),
    ("choices for a command", CALLBACK, {"type": 8, "data": {"choices": []}}),
    ("an update without a message", CALLBACK, {"type": 7, "data": {"content": "x"}}),
    ("a response for webhooks", CALLBACK, {"type": 1}),
    ("a form of six", MODAL, form(*[row(field(custom_id=str(n))) for n in range(6)])),
    ("a field without label", MODAL, form(row(field(label=None)))),
    ("a field with least above most", MODAL, form(row(field(min_length=9, max_length=3)))),
    ("a value above its most", MODAL, form(row(field(value="xxxx", max_length=3)))),
    ("a form with a button", MODAL, form(row(button()))),
    ("a disabled field", MODAL, labelled(3, 1, disabled=True)),
    ("a required field of none", MODAL, labelled(3, 1, min_values=0)),
    ("more boxes than there are", MODAL, labelled(22, 2, max_values=3)),
    ("one box twice", MODAL, labelled(22, options=[{"label": "A", "value": "a"}] * 2)),
    ("one field id twice", MODAL, form(row(field()), row(field()))),
    ("a choice of 101", CHOICES, [{"name": "x", "value": "x" * 101}]),
    ("an upper-case name", COMMAND, slash(name="Fact")),
    ("a name with a space", COMMAND, slash(name="a fact")),
    ("a command without description", COMMAND, slash(description="")),
    ("an option after optional ones", COMMAND, slash(option("a"), option("b", required=True))),
    ("choices and autocomplete", COMMAND, slash(option(autocomplete=True, choices=[{"name": "a", "value": "a"}]))),
    ("a choice value of 101", COMMAND, slash(option(choices=[{"name": "a", "value": "x" * 101}]))),
    ("one choice name twice", COMMAND, slash(option(choices=[{"name": "a", "value": v} for v in "ab"]))),
    ("one option name twice", COMMAND, slash(option(), option())),
    ("sub-commands beside options", COMMAND, slash(option(kind=1), option("word"))),
    ("least above most of a number", COMMAND, slash(option(kind=4, min_value=5, max_value=1))),
    ("an empty group", COMMAND, slash(option(kind=2, options=[]))),
    ("a nameless post", POST, {"name": " ", "message": {"content": "x"}}),
    ("a post without a message", POST, {"name": "x"}),
    ("an empty post", POST, {"name": "x", "message": {"content": ""}}),
    ("six tags", POST, {"name": "x", "message": {"content": "x"}, "applied_tags": [str(n) for n in range(1, 7)]}),
]
BY_DOCUMENT: list[tuple[str, str, Any]] = [
    ("eleven embeds", MESSAGE, {"embeds": [{"title": "x"}] * 11}),
    ("a title of 257", MESSAGE, embed(title="x" * 257)),
    ("a description of 4097", MESSAGE, embed(description="x" * 4097)),
    ("26 fields", MESSAGE, embed(fields=[{"name": "x", "value": "x"}] * 26)),
    ("a field name of 257", MESSAGE, embed(fields=[{"name": "x" * 257, "value": "x"}])),
    ("a footer of 2049", MESSAGE, embed(title="x", footer={"text": "x" * 2049})),
    ("a colour of 25 bits", MESSAGE, embed(title="x", color=1 << 24)),
    ("an embed time that is none", MESSAGE, embed(title="x", timestamp="yesterday")),
    ("six buttons in a row", MESSAGE, {"components": [row(*[button(custom_id=str(n)) for n in range(6)])]}),
    ("a label of 81", MESSAGE, {"components": [row(button(label="x" * 81))]}),
    ("a custom id of 101", MESSAGE, {"components": [row(button(custom_id="x" * 101))]}),
    ("a style that is none", MESSAGE, {"components": [row(button(style=9))]}),
    (
        "26 options",
        MESSAGE,
        {"components": [row(menu(options=[{"label": str(n), "value": str(n)} for n in range(26)]))]},
    ),
    ("an option label of 101", MESSAGE, {"components": [row(menu(options=[{"label": "x" * 101, "value": "x"}]))]}),
    ("a section of four", MESSAGE, v2({"type": 9, "components": [text()] * 4, "accessory": button()})),
    ("a section alone", MESSAGE, v2({"type": 9, "components": [text()]})),
    ("a gallery of eleven", MESSAGE, v2({"type": 12, "items": [{"media": {"url": "https://example.org"}}] * 11})),
    ("an empty text", MESSAGE, v2(text(""))),
    ("a nonce of 26", MESSAGE, {"content": "x", "nonce": "x" * 26}),
    ("a misspelt key", MESSAGE, {"content": "x", "embed": {"title": "x"}}),
    ("a misspelt key inside", MESSAGE, embed(title="x", colour=1)),
    ("a misspelt key of a button", MESSAGE, {"components": [row(button(lable="x"))]}),
    ("a title of 46", MODAL, form(row(field()), title="x" * 46)),
    ("a form without fields", MODAL, form()),
    ("a label of 46", MODAL, form(row(field(label="x" * 46)))),
    ("radio buttons of one", MODAL, labelled(21, 1)),
    ("radio buttons of eleven", MODAL, labelled(21, 11)),
    ("checkboxes of eleven", MODAL, labelled(22, 11)),
    ("eleven files", MODAL, labelled(19, max_values=11)),
    ("a button in a form", MODAL, labelled(2, style=1, label="Go")),
    ("26 choices", CHOICES, [{"name": str(n), "value": str(n)} for n in range(26)]),
    ("a choice name of 101", CHOICES, [{"name": "x" * 101, "value": "x"}]),
    ("a choice without a value", CHOICES, [{"name": "x"}]),
    ("a name of 33", COMMAND, slash(name="x" * 33)),
    ("a description of 101", COMMAND, slash(description="x" * 101)),
    ("26 command options", COMMAND, slash(*[option(f"o{n}") for n in range(26)])),
    ("26 choices of an option", COMMAND, slash(option(choices=[{"name": str(n), "value": str(n)} for n in range(26)]))),
    ("an option type that is none", COMMAND, slash(option(kind=12))),
    ("a misspelt key of a command", COMMAND, slash(dm_permissions=False)),
    ("a post name of 101", POST, {"name": "x" * 101, "message": {"content": "x"}}),
    ("an archive duration of 5", THREAD, {"name": "x", "auto_archive_duration": 5, "type": 11}),
]
RIGHT: list[tuple[str, str, Any]] = [
    ("content of 2000", MESSAGE, {"content": "x" * 2000}),
    ("embeds of 6000 together", MESSAGE, {"embeds": [{"description": "x" * 3000}, {"description": "x" * 3000}]}),
    ("a poll beside words", MESSAGE, {"content": "x", "poll": POLL}),
    ("five rows", MESSAGE, {"components": [row(button(custom_id=str(n))) for n in range(5)]}),
    ("an emoji for a label", MESSAGE, {"components": [row(button(label=None, emoji={"id": None, "name": "🔥"}))]}),
    ("a link", MESSAGE, {"components": [row(button(style=5, url="https://example.org", custom_id=None))]}),
    ("40 components", MESSAGE, v2({"type": 17, "components": [text()] * 19}, *[text()] * 20)),
    ("v2 texts of 4000 together", MESSAGE, v2(text("x" * 2000), text("x" * 2000))),
    ("ids as numbers", MESSAGE, {"content": "x", "allowed_mentions": {"parse": [], "users": [80351110224678912]}}),
    ("content in place of content", EDIT, {"content": "y"}),
    ("v2 in place of content", EDIT, v2(text(), content=None)),
    ("v2 in place of v2", EDIT_V2, {"components": [text("y")]}),
    ("an ephemeral response", CALLBACK, {"type": 4, "data": {"content": "x", "flags": 64}}),
    ("radio buttons", MODAL, labelled(21, 10)),
    ("checkboxes", MODAL, labelled(22, 10, min_values=2)),
    ("checkboxes that may stay empty", MODAL, labelled(22, 1, min_values=0, required=False)),
    ("a checkbox", MODAL, labelled(23, default=True)),
    ("files", MODAL, labelled(19, max_values=10)),
    ("a menu of roles", MODAL, labelled(6, max_values=25)),
    ("a form of five", MODAL, form(*[row(field(custom_id=str(n))) for n in range(5)])),
    ("25 choices", CHOICES, [{"name": "x" * 100, "value": f"{n:0100}"} for n in range(25)]),
    ("no choices", CHOICES, []),
    ("a name in Devanagari", COMMAND, slash(name="इतिहास")),
    ("a group with a sub-command", COMMAND, slash(option("g", 2, options=[option("s", 1, options=[option()])]))),
    ("a command for members", COMMAND, {"name": "Read This", "type": 3}),
    ("a post of 100", POST, {"name": "x" * 100, "message": {"content": "x"}}),
    ("a thread", THREAD, {"name": "x", "auto_archive_duration": 60, "type": 11}),
]


class Sender:
    """Sends the parts of the tables to where they belong."""

    def __init__(self, pg: Playground, http: aiohttp.ClientSession) -> None:
        self.pg, self.http = pg, http

    async def request(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """One request; gives status and answer."""
        async with self.http.request(method, self.pg.api_url + path, json=body) as response:
            return response.status, await response.json() if response.content_type == "application/json" else None

    def interaction(self, kind: int = 2) -> Any:
        """An interaction of ben's that waits for its answer."""
        data = {"id": "1", "name": "go", "type": 1}
        ben, channel = self.pg.member("ben").user, self.pg.channel("general")
        return self.pg.interactions.start(ben, channel, kind, data, context=0)

    async def callback(self, body: Json, kind: int = 2) -> tuple[int, Any]:
        """Answer a fresh interaction."""
        interaction = self.interaction(kind)
        return await self.request("POST", f"/interactions/{interaction.id}/{interaction.token}/callback", body)

    async def send(self, where: str, body: Any) -> tuple[int, Any]:
        """Send `body` to where it belongs."""
        app, general = self.pg.world.application.id, self.pg.channel("general").id
        if where == CALLBACK:
            return await self.callback(body)
        if where == MODAL:
            return await self.callback({"type": 9, "data": body})
        if where == CHOICES:
            return await self.callback({"type": 8, "data": {"choices": body}}, kind=4)
        if where == FOLLOWUP:
            interaction = self.interaction()
            self.pg.interactions.respond(interaction, 4, {"content": "first"}, [])
            return await self.request("POST", f"/webhooks/{app}/{interaction.token}", body)
        if where in (EDIT, EDIT_V2):
            first = {"content": "x"} if where == EDIT else v2(text())
            _, message = await self.request("POST", f"/channels/{general}/messages", first)
            return await self.request("PATCH", f"/channels/{general}/messages/{message['id']}", body)
        paths = {
            MESSAGE: f"/channels/{general}/messages",
            COMMAND: f"/applications/{app}/commands",
            POST: f"/channels/{self.pg.channel('what-if').id}/threads",
            THREAD: f"/channels/{general}/threads",
        }
        return await self.request("POST", paths[where], body)


@pytest.fixture
async def sender(request: pytest.FixtureRequest) -> AsyncIterator[Sender]:
    """Plain HTTP to a playground whose mode the test may choose."""
    mode: Mode = getattr(request, "param", "strict")
    async with Playground(check=mode, rate_limits=False) as pg:
        headers = {"Authorization": f"Bot {pg.token}"}
        async with aiohttp.ClientSession(headers=headers) as http:
            yield Sender(pg, http)
        pg.take_violations()


@pytest.mark.parametrize("sender", ["strict", "off"], indirect=True)
@pytest.mark.parametrize(("where", "body"), [case[1:] for case in BY_RULES], ids=[case[0] for case in BY_RULES])
async def test_by_rules(sender: Sender, where: str, body: Any) -> None:
    """What the document cannot say is refused with 400 in every mode, and counts."""
    status, answer = await sender.send(where, body)
    assert 400 == status, answer
    assert answer["code"] in (50035, 50006)
    assert 1 <= len(sender.pg.violations)


@pytest.mark.parametrize(("where", "body"), [case[1:] for case in BY_DOCUMENT], ids=[case[0] for case in BY_DOCUMENT])
async def test_by_document(document: Document, sender: Sender, where: str, body: Any) -> None:
    """What the document says is refused with 400, unknown keys too, and counts."""
    status, answer = await sender.send(where, body)
    assert (400, 50035) == (status, answer["code"]), answer
    assert 1 <= len(sender.pg.violations)


@pytest.mark.parametrize(("where", "body"), [case[1:] for case in RIGHT], ids=[case[0] for case in RIGHT])
async def test_right(sender: Sender, where: str, body: Any) -> None:
    """What is just allowed passes."""
    status, answer = await sender.send(where, body)
    assert status in (200, 201, 204), answer
    assert [] == sender.pg.violations


async def test_too_large_command(sender: Sender) -> None:
    """Names, descriptions and choices of a command may have 8000 characters together; 100 commands are allowed."""
    choices = [{"name": f"{n:0100}", "value": f"{n:0100}"} for n in range(25)]
    body = slash(*[option(f"o{n}", choices=choices) for n in range(2)])
    status, answer = await sender.send(COMMAND, body)
    assert (400, "exceeds maximum size of 8000" in str(answer)) == (status, True)
    path = f"/applications/{sender.pg.world.application.id}/commands"
    for count, expected in ((100, 200), (101, 400)):
        commands = [slash(name=f"fact-{n}") for n in range(count)]
        assert expected == (await sender.request("PUT", path, commands))[0]


async def test_faults_are_explained(document: Document, sender: Sender) -> None:
    """A violation names the route and the place of the fault, also deep inside alternatives."""
    await sender.send(MESSAGE, v2({"type": 17, "components": [row(button(custom_id="x" * 101))]}))
    [sentence] = sender.pg.violations
    assert sentence.startswith(
        "POST /channels/{channel_id}/messages: components.0.components.0.components.0.custom_id:"
    )


async def test_unknown_route(sender: Sender) -> None:
    """What is not known answers 404 and counts, as does an unknown query."""
    assert (404, {"message": "404: Not Found", "code": 0}) == await sender.request("GET", "/polls/1")
    assert ["GET /polls/1 is not there in this playground (yet)"] == sender.pg.take_violations()


async def test_unknown_query(document: Document, sender: Sender) -> None:
    """An unknown parameter or an impossible value of a query counts."""
    general = sender.pg.channel("general").id
    for query in ("limits=5", "limit=500", "limit=few"):
        assert 400 == (await sender.request("GET", f"/channels/{general}/messages?{query}"))[0]
    assert 3 == len(sender.pg.violations)


async def test_no_json(sender: Sender) -> None:
    """A body that is no JSON, or calls itself something else, is refused and counts."""
    url = f"{sender.pg.api_url}/channels/{sender.pg.channel('general').id}/messages"
    for content_type, code in (("application/json", 50109), ("text/plain", 50035)):
        async with sender.http.post(url, data=b"{", headers={"Content-Type": content_type}) as response:
            assert code == (await response.json())["code"]
    assert 2 == len(sender.pg.violations)


async def test_violations_are_raised_at_the_end() -> None:
    """The end of the block raises what was wrong."""
    with pytest.raises(Violations, match="something"):
        async with Playground(check="off") as pg:
            pg.checks.violate("something")


async def test_an_error_of_the_test_goes_first() -> None:
    """An exception inside the block is not covered up by violations."""

    async def run() -> None:
        async with Playground(check="off") as pg:
            pg.checks.violate("something")
            raise KeyError

    with pytest.raises(KeyError):
        await run()


async def test_recorded(document: Document) -> None:
    """In mode record a wrong request passes at first and is found afterwards."""
    async with Playground(check="record", rate_limits=False) as pg:
        async with aiohttp.ClientSession(headers={"Authorization": f"Bot {pg.token}"}) as http:
            sender = Sender(pg, http)
            assert 200 == (await sender.send(MESSAGE, {"content": "x", "embed": {}}))[0]
            assert 200 == (await sender.send(MESSAGE, {"content": "x"}))[0]
        assert [] == pg.violations
        with pytest.raises(Violations, match="'embed' was unexpected"):
            pg.check_recorded()
        pg.take_violations()
        assert 0 == pg.check_recorded()
