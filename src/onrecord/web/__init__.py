"""The record as pages in a browser: on this computer, or for those who have a token or a password."""

from onrecord.web.access import Entrance
from onrecord.web.app import create_app
from onrecord.web.serving import Place, serve

__all__ = ["Entrance", "Place", "create_app", "serve"]
