"""Commands that have commands of their own."""

from __future__ import annotations

import click


class Part(click.Group):
    """A group that, asked for a command that is not its own but the program's, says how to give it."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is asked for; a UsageError where there is none."""
        from onrecord.cli.program import COMMANDS

        if args[0] in COMMANDS and args[0] not in self.commands:
            raise click.UsageError(f"No such command {args[0]!r} of {ctx.info_name!r}: it stands alone, as in: onrecord {args[0]}", ctx)
        return super().resolve_command(ctx, args)
