"""The style sheet and the scripts that pages load. Every page reads and works without the scripts."""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord.views.rendering import style

_MEDIA_TYPES = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8"}


async def send_asset(request: Request) -> Response:
    """A style sheet or script. Browsers keep it, and ask by its tag, which stands for its content, whether it is still the same."""
    name = request.path_params["name"]
    content = asset(name)
    if content is None:
        raise HTTPException(404)
    headers = {"ETag": f'"{sha256(content).hexdigest()[:32]}"'}
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, 200, headers, _MEDIA_TYPES[name.rpartition(".")[2]])


def asset(name: str) -> bytes | None:
    """A style sheet or script; None where there is none. Only names that are there are looked up, so nothing else of the disk can be asked for."""
    if name == "style.css":
        return style().encode()
    ours = {file.name: file for file in files("onrecord.web").joinpath("static").iterdir() if file.name.rpartition(".")[2] in _MEDIA_TYPES}
    return ours[name].read_bytes() if name in ours else None
