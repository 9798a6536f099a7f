"""What Discord enforces that its OpenAPI document does not say; a broken rule answers 50035 as Discord does."""

from .commands import check_commands
from .messages import check_callback, check_message, check_message_edit, check_tags, check_thread_name

__all__ = [
    "check_callback",
    "check_commands",
    "check_message",
    "check_message_edit",
    "check_tags",
    "check_thread_name",
]
