"""The page's own rules: no HTML from texts, nothing from elsewhere, small files, a closed door for other sites."""

import re
from pathlib import Path

import aiohttp
import pytest

from playground import Playground

PAGE = Path(__file__).parents[3] / "playground" / "page"
SCRIPTS = sorted(PAGE.glob("*.js"))
FORBIDDEN = re.compile(
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment|eval|Function\()"
)


@pytest.mark.parametrize("script", SCRIPTS, ids=[path.name for path in SCRIPTS])
def test_script_builds_nodes_and_stays_small(script: Path):
    """No script parses text as HTML; each has fewer than 400 lines, none too long, and says its reason in the first."""
    text = script.read_text("utf-8")
    assert [] == [line for line in text.splitlines() if len(line) > 120 and script.name != "icons.js"]
    assert [] == FORBIDDEN.findall(text)
    assert 400 > len(text.splitlines())
    assert text.startswith("// ")


def test_page_names_no_other_host():
    """Page, styles and scripts load nothing that is not beside them."""
    for path in PAGE.iterdir():
        addresses = re.findall(r"(?:src|href)=\"([^\"]+)\"|url\(([^)]+)\)|from \"([^\"]+)\"", path.read_text("utf-8"))
        for address in filter(None, [part for found in addresses for part in found]):
            assert re.match(r"(/playground/page/|\./|#)", address), f"{path.name}: {address}"


async def test_browser_is_told_to_run_nothing_else():
    """The content security policy allows the page's own scripts and styles and no inline ones."""
    async with Playground() as discord, aiohttp.ClientSession() as http, http.get(f"{discord.url}/") as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert 200 == answer.status
        assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
        assert "unsafe" not in policy


@pytest.mark.parametrize("name", ["..%2fweb.py", "missing.js", "%2e%2e/web.py", "index.htm"])
async def test_only_the_pages_files_are_served(name: str):
    """Nothing outside the page's folder and nothing that is not there is served."""
    async with Playground() as discord, aiohttp.ClientSession(discord.url) as http:
        answer = await http.get(f"/playground/page/{name}")
        assert 404 == answer.status


async def test_other_sites_cannot_open_the_socket():
    """A page of another origin, open in the same browser, cannot act as anybody."""
    async with Playground() as discord, aiohttp.ClientSession() as http:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await http.ws_connect(
                f"{discord.url}/playground/socket?as=anna", headers={"Origin": "https://evil.example"}
            )
        assert 403 == refused.value.status


async def test_request_of_a_page_gone_wrong_is_answered():
    """A request for what is not there, or that makes no sense, is answered with a sentence, and the next one works."""
    async with Playground() as discord, aiohttp.ClientSession(discord.url) as http:
        socket = await http.ws_connect("/playground/socket?as=ben")
        assert "READY" == (await socket.receive_json())["t"]
        staff = str(discord.channel("staff").id)
        await socket.send_json({"n": 1, "op": "open", "d": {"channel_id": staff}})
        assert "This channel is not there, or you cannot see it." == (await socket.receive_json())["error"]
        await socket.send_json({"n": 2, "op": "dance", "d": {}})
        assert "The playground failed at this; its log says why." == (await socket.receive_json())["error"]
        await socket.send_json({"n": 3, "op": "open", "d": {"channel_id": str(discord.channel("general").id)}})
        assert [] == (await socket.receive_json())["d"]["messages"]
