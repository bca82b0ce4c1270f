"""Whose words: mention -> actor, pronouns, spokespeople, anonymous sources."""

from __future__ import annotations

from onrecord.actors.cast import Cast
from onrecord.actors.evidence import Held
from onrecord.actors.mentions import Mention
from onrecord.actors.proposals import Proposal, Proposals
from onrecord.actors.scene import Scene

__all__ = ["Cast", "Held", "Mention", "Proposal", "Proposals", "Scene"]
