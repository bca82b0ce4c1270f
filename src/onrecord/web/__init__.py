"""The record as pages in a browser, on this computer only."""

from onrecord.web.app import create_app
from onrecord.web.serving import serve

__all__ = ["create_app", "serve"]
