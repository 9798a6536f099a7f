"""One request on its way: who asks, how often, what for, with which fault, and whether all of it was right."""

import logging
from email.utils import formatdate
from typing import Any

from aiohttp import web

from . import rest
from .checks import Checks
from .errors import ApiError
from .hub import Hub
from .interactions import Interactions
from .limits import EXEMPT as CALLBACK
from .limits import Limits, Verdict
from .messages import Upload
from .wire import dumps, loads

PREFIX = "/api/v10"
VIOLATIONS = {50006, 50035, 50109}  # answers that only a faulty request gets
_EMPTY = {"Via": "1.1 google"}  # discord.py takes a 429 without it for a ban
_JSON = {**_EMPTY, "Content-Type": "application/json"}

log = logging.getLogger(__name__)


class Api:
    """Answers everything below `/api/v10`."""

    def __init__(self, hub: Hub, interactions: Interactions, limits: Limits, checks: Checks) -> None:
        self._hub = hub
        self._interactions = interactions
        self._limits = limits
        self._checks = checks

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer a request."""
        try:
            answer = await self._serve(request)
            answer.headers["Date"] = formatdate(self._hub.world.clock(), usegmt=True)
            return answer
        finally:
            self._hub.events.stir()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        path = request.path[len(PREFIX) :]
        self._hub.due.look()
        found = rest.find(request.method, path)
        if self._limits.banned:
            return web.Response(
                status=429, text="<html>Access denied | error code: 1015</html>", content_type="text/html"
            )
        if found is None:
            self._checks.violate(f"{request.method} {path} is not there in this playground (yet)")
            return _json(404, {"message": "404: Not Found", "code": 0}, {})
        route, ids = found
        if not route.open_to_all and request.headers.get("Authorization") != f"Bot {self._hub.world.application.token}":
            self._limits.count_invalid()
            return _json(401, {"message": "401: Unauthorized", "code": 0}, {})
        verdict = self._limits.take(route.method, route.template, ids)
        if verdict.refusal is not None:
            self._limits.count_invalid()
            return _json(429, verdict.refusal, verdict.headers)
        faults = self._hub.faults
        if faults.waiting:
            fault = await faults.strike(route.method, path, after_effect=False)
            if fault is not None:
                return _strike(request, fault.status, cut=fault.cut)
        answer = await self._answer(request, route, ids, verdict)
        if faults.waiting:
            fault = await faults.strike(route.method, path, after_effect=True)
            if fault is not None:
                return _strike(request, fault.status, cut=fault.cut)
        return answer

    async def _answer(
        self, request: web.Request, route: rest.Route, ids: dict[str, str], verdict: Verdict
    ) -> web.StreamResponse:
        checks = self._checks
        query = dict(request.query) if request.query_string else {}
        raw = b""
        try:
            raw, body, uploads = await _read(request)
            status, data = self._handle(route, ids, query, body, uploads)
        except ApiError as error:
            status, data = error.status, error.body()
            if route.template == CALLBACK:
                self._interactions.note_refusal(ids["interaction_token"], error)
            if error.code in VIOLATIONS and not (error.errors and "_schema" in error.errors):
                checks.violate(f"{route.method} {route.template}: {error.message} {error.errors or ''}".strip())
            elif status in (401, 403):
                self._limits.count_invalid()
        except ConnectionError:
            raise  # the client is gone, and nobody hears an answer
        except Exception:
            log.exception("the playground failed at %s %s", route.method, route.template)
            checks.violate(f"the playground failed at {route.method} {route.template}; see its log")
            status, data = 500, {"message": "500: Internal Server Error", "code": 0}
        content = b"" if data is None else dumps(data)
        if checks.mode == "strict":
            checks.response(route.method, route.template, status, content)
        elif checks.mode == "record":
            checks.record(route.method, route.template, query, raw, status, content)
        # discord.py parses whatever calls itself JSON, so that an empty answer must not.
        headers = {**(_JSON if content else _EMPTY), **verdict.headers}
        return web.Response(status=status, body=content or None, headers=headers)

    def _handle(
        self, route: rest.Route, ids: dict[str, str], query: dict[str, str], body: Any, uploads: list[Upload]
    ) -> tuple[int, Any]:
        wrong = self._checks.request(route.method, route.template, query, body)
        if wrong:
            raise ApiError(
                50035, errors={"_schema": {"_errors": [{"code": "SCHEMA", "message": text} for text in wrong]}}
            )
        call = rest.Call(
            self._hub,
            self._interactions,
            route.method,
            route.template,
            ids,
            query,
            {} if body is None else body,
            uploads,
        )
        data = route.handler(call)
        if isinstance(data, rest.Answer):
            return data.status, data.data
        return (204 if data is None else 200), data


async def _read(request: web.Request) -> tuple[bytes, Any, list[Upload]]:
    """The JSON of a request, as bytes and parsed, and its files."""
    if request.content_type == "multipart/form-data":
        return await _read_multipart(request)
    raw = await request.read() if request.body_exists else b""
    if not raw:
        return b"", None, []
    if request.content_type != "application/json":
        raise ApiError(50035, message=f"Expected application/json, got {request.content_type}")
    return raw, _parse(raw), []


async def _read_multipart(request: web.Request) -> tuple[bytes, Any, list[Upload]]:
    raw, uploads = b"{}", []
    async for part in await request.multipart():
        name = getattr(part, "name", None) or ""
        content = bytes(await part.read(decode=False))  # type: ignore[union-attr]
        if name == "payload_json":
            raw = content
        elif name.startswith("files[") and name[6:-1].isdecimal():
            filename = getattr(part, "filename", None) or "unknown"
            uploads.append(Upload(int(name[6:-1]), filename, content))
        else:
            raise ApiError(50035, message=f"Unknown form field {name!r}")
    return raw, _parse(raw), uploads


def _parse(raw: bytes) -> Any:
    try:
        return loads(raw)
    except ValueError:
        raise ApiError(50109) from None


def _json(status: int, data: Any, headers: dict[str, str]) -> web.Response:
    return web.Response(status=status, body=dumps(data), headers={**_JSON, **headers})


def _strike(request: web.Request, status: int, *, cut: bool) -> web.StreamResponse:
    if cut and request.transport is not None:
        request.transport.abort()
    if status == 429:
        return _json(429, {"message": "You are being rate limited.", "retry_after": 0.1, "global": False}, {})
    return _json(status or 500, {"message": f"{status}: injected fault", "code": 0}, {})
