"""Clio, a Discord bot for history communities."""
