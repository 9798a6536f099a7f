"""Discord on this machine: REST API v10 and gateway for unmodified clients, with members to act in it."""

from .demo import demo_world
from .driver import Actor
from .errors import InteractionFailed, Refused, Violations
from .interactions import Deadlines
from .permissions import Permission
from .seen import Modal, Reply, Seen
from .server import Playground
from .world import World

__all__ = [
    "Actor",
    "Deadlines",
    "InteractionFailed",
    "Modal",
    "Permission",
    "Playground",
    "Refused",
    "Reply",
    "Seen",
    "Violations",
    "World",
    "demo_world",
]
