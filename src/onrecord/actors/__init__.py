"""Whose words: mention -> actor, pronouns, spokespeople, anonymous sources."""

from __future__ import annotations

from onrecord.actors.cast import Cast
from onrecord.actors.mentions import Mention
from onrecord.actors.scene import Scene

__all__ = ["Cast", "Mention", "Scene"]
