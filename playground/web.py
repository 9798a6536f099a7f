"""The page that shows this Discord in a browser: its files, and the address of the WebSocket behind it."""

from pathlib import Path

from aiohttp import web

from . import sight
from .scene import Scene
from .tab import Tab
from .wire import dumps

PAGE = Path(__file__).with_name("page")
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
LARGEST_REQUEST = 16 * 1024 * 1024  # bytes; a file of Discord's 10 MiB, in base64
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' http: https:; "
        "media-src 'self' http: https:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def routes(playground: Scene) -> list[web.RouteDef]:
    """The page at `/`, its files, and `/playground/socket?as=<user name or id>`."""

    async def index(_: web.Request) -> web.Response:
        return _file("index.html")

    async def file(request: web.Request) -> web.Response:
        return _file(request.match_info["name"])

    async def socket(request: web.Request) -> web.WebSocketResponse:
        origin = request.headers.get("Origin")
        if origin is not None and origin.partition("://")[2] != request.host:
            raise web.HTTPForbidden(text="Only the playground's own page may open this.")
        ws = web.WebSocketResponse(heartbeat=30, max_msg_size=LARGEST_REQUEST)
        await ws.prepare(request)
        try:
            user = sight.person(playground.world, request.query.get("as", ""))
        except KeyError as error:
            await ws.send_str(dumps({"t": "REFUSED", "d": {"message": error.args[0]}}).decode())
            await ws.close()
        else:
            await Tab(playground, user, ws).run()
        return ws

    return [
        web.get("/", index),
        web.get("/playground/page/{name}", file),
        web.get("/playground/socket", socket),
    ]


def _file(name: str) -> web.Response:
    path = PAGE / name
    if path.parent != PAGE or path.suffix not in KINDS or not path.is_file():
        raise web.HTTPNotFound
    return web.Response(body=path.read_bytes(), content_type=KINDS[path.suffix], charset="utf-8", headers=HEADERS)
