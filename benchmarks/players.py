"""Members who start quizzes, join them and press buttons at moments planned beforehand, and what they see."""

import asyncio
import heapq
import math
import random
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count, cycle

from benchmarks.load import Act, send, undisturbed, until
from playground import Playground
from playground.components import BUTTON, walk
from playground.events import Event, Watch
from playground.interactions import Interaction
from playground.messages import EPHEMERAL
from playground.wire import Json
from playground.world import Channel, Message

PLAYERS = 10  # in each quiz, who answer every question; the one who starts it joins and says nothing
_QUESTIONS = 5
_FIRST, _LAST = 0.05, 0.95  # of the time for a question: between these somebody answers
_LOOK_S = 0.02
_PATIENCE_S = 30.0  # longer than a quiz has to, for the whole of it


class Players(Watch):
    """All who play. The one who starts the quizzes joins each and answers none, so that its bell decides."""

    def __init__(self, playground: Playground, dice: random.Random) -> None:
        super().__init__(playground.hub.events, 0)
        self.told: set[int] = set()
        """Ids of the presses on options whose players were told that they count; others came too late."""
        self.revealed_at: dict[int, int] = {}
        """When the answer to a question was first shown, in milliseconds of the clock, by message."""
        self.over = 0
        """Quizzes that are over."""
        self._playground = playground
        self._world = playground.world
        self._starter = playground.world.application.owner
        self._dice = dice
        self._answer_within_s = 0.0
        self._questions: dict[int, Message] = {}
        self._rounds: Counter[int] = Counter()
        self._asked: set[int] = set()
        self._sent: list[tuple[float, Interaction]] = []
        self._order = count()
        self._planned: list[tuple[float, int, Act]] = []

    @property
    def is_ending(self) -> bool:
        """Whether a quiz has asked its last question."""
        return max(self._rounds.values(), default=0) >= _QUESTIONS

    async def play(self, *, apart_s: float, limit_s: float, answer_within_s: float = 0.0) -> None:
        """Starts a quiz in each guild, so far apart; with a time to answer within, returns when all of them are over.

        Without one nobody answers, and it returns when all have asked.

        Raises:
            TimeoutError: it takes longer than it can.
        """
        self._answer_within_s, self.over = answer_within_s, 0
        self._questions.clear()
        begins = time.perf_counter()
        channels = [self._playground.channel("quiz", guild) for guild in self._world.guilds.values()]
        for number, channel in enumerate(channels):
            self._plan(begins + number * apart_s, self._start(channel, limit_s))
        most_s = len(channels) * apart_s + _PATIENCE_S + (2 * _QUESTIONS * limit_s if answer_within_s else 0)
        with undisturbed():
            while (self.over if answer_within_s else len(self._questions)) < len(channels):
                if time.perf_counter() > begins + most_s:
                    raise TimeoutError(f"of {len(channels)} quizzes {len(self._questions)} asked, {self.over} ended")
                await self._act()

    async def latencies(self) -> tuple[list[float], int]:
        """Seconds from each planned answer to its acknowledgement, and how many had none within Discord's three."""
        await asyncio.wait([interaction.first for _, interaction in self._sent])
        answered = [
            behind_s + interaction.first.result().seconds
            for behind_s, interaction in self._sent
            if interaction.first.exception() is None
        ]
        return answered, len(self._sent) - len(answered)

    def presses(self) -> Iterator[Act]:
        """Presses on the open questions without end, by all players by turns."""
        acts = [self._press(on, user_id) for on in self._questions.values() for user_id in self._players(on)]
        self._dice.shuffle(acts)
        return cycle(acts)

    def hear(self, event: Event) -> None:
        """Takes what happened, whoever may see it."""
        data = event.data
        if event.name not in ("MESSAGE_CREATE", "MESSAGE_UPDATE"):
            return
        if data["flags"] & EPHEMERAL:
            pressed_id = int(data["interaction_metadata"].get("interacted_message_id", 0))
            if pressed_id in self._asked and "You chose" in str(data["components"]):
                self.told.add(int(data["interaction_metadata"]["id"]))
            return
        verb = next((button["custom_id"].partition(":")[0] for button in _buttons(data)), "")
        if event.name == "MESSAGE_UPDATE":
            if verb == "why":
                self.revealed_at.setdefault(int(data["id"]), time.time_ns() // 1_000_000)
        elif verb == "join":
            self._plan(time.perf_counter(), self._press(self._message(data), self._starter.id))
        elif verb == "guess":
            self._take(self._message(data))
        elif "Quiz over" in str(data["components"]):
            self.over += 1

    def _take(self, question: Message) -> None:
        self._questions[question.channel_id] = question
        self._rounds[question.channel_id] += 1
        self._asked.add(question.id)
        if self._answer_within_s:
            now_s = time.perf_counter()
            for user_id in self._players(question):
                after_s = self._answer_within_s * self._dice.uniform(_FIRST, _LAST)
                self._plan(now_s + after_s, self._press(question, user_id))

    async def _act(self) -> None:
        """Does what is due next, or waits a little: something else may be due earlier by then."""
        left_s = self._planned[0][0] - time.perf_counter() if self._planned else math.inf
        if left_s > _LOOK_S:
            await asyncio.sleep(_LOOK_S / 2)  # what is left then is waited for exactly
            return
        due, number, act = heapq.heappop(self._planned)
        await until(due)
        if not number % 8:
            await asyncio.sleep(0)  # where it is behind, what has arrived is read now and then
        behind_s = time.perf_counter() - due
        interaction = send(self._playground, act)
        if act.source and act.source.id in self._asked:
            self._sent.append((behind_s, interaction))

    def _plan(self, at_s: float, act: Act) -> None:
        heapq.heappush(self._planned, (at_s, next(self._order), act))

    def _start(self, channel: Channel, limit_s: float) -> Act:
        quiz = next(one for one in self._world.application.commands.values() if one["name"] == "quiz")
        given = {"questions": _QUESTIONS, "seconds": round(limit_s)}
        options = [{"name": name, "type": 4, "value": value} for name, value in given.items()]
        start = {"name": "start", "type": 1, "options": options}
        data = {"id": quiz["id"], "name": quiz["name"], "type": quiz["type"], "options": [start]}
        return Act(self._starter, channel, data)

    def _press(self, on: Message, user_id: int) -> Act:
        """One of its buttons, whichever."""
        button = self._dice.choice(_buttons(on.data))
        data = {"component_type": BUTTON, "custom_id": button["custom_id"], "id": button["id"]}
        return Act(self._world.users[user_id], self._world.channels[on.channel_id], data, on)

    def _players(self, on: Message) -> list[int]:
        guild = self._world.guilds[self._world.channels[on.channel_id].guild_id or 0]
        return [one.user.id for one in guild.members.values() if not one.user.bot and one.user is not self._starter]

    def _message(self, data: Json) -> Message:
        found = self._world.message(int(data["channel_id"]), int(data["id"]))
        if found is None:
            raise LookupError("a message is gone that was told of just now")
        return found


def _buttons(data: Json) -> list[Json]:
    return [part for part in walk(data["components"]) if part["type"] == BUTTON and "custom_id" in part]
