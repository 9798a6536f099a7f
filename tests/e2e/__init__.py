"""The bot acted out: the unmodified client against the playground."""
