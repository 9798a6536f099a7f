"""The words of competitions: what is shown of one, its rules, its rounds, its entrants."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.domain.competition import Entrant, Match, Phase, Plan
from bot.domain.scoring import COUNTS_FROM
from bot.presentation import labels
from bot.presentation.boards import named
from bot.presentation.text import clip, isolated, plain, plural, prose

COLOUR = 0x3B6EA8
OVER = 0x2F7D5B
QUIET = 0x6B7280
_NAMES_OF_STAGES = {1: "final", 2: "semi-finals", 4: "quarter-finals"}
_MODES = {"buttons": "on buttons", "typed": "typed", "mixed": "on buttons or typed"}


class Planned(Protocol):
    """What is shown of a competition; moments are milliseconds UTC."""

    @property
    def id(self) -> int:
        """That of the interaction that made it."""

    @property
    def guild_id(self) -> int:
        """Whose it is."""

    @property
    def channel_id(self) -> int:
        """Where it is announced."""

    @property
    def creator_id(self) -> int:
        """Who made it."""

    @property
    def title(self) -> str:
        """As its host typed it."""

    @property
    def plan(self) -> Plan:
        """What is played."""

    @property
    def seed(self) -> int:
        """From which everything is drawn."""

    @property
    def starts_at(self) -> int | None:
        """None: when the host says so."""

    @property
    def signup_until_at(self) -> int | None:
        """None: until it starts."""

    @property
    def phase(self) -> Phase:
        """How far it is."""

    @property
    def stage(self) -> int:
        """0 before the draw."""

    @property
    def stage_began_at(self) -> int | None:
        """None in the break before it."""

    @property
    def break_until_at(self) -> int | None:
        """When the stage begins."""

    @property
    def ready_until_at(self) -> int | None:
        """Until when entrants of a knockout can say that they are there."""

    @property
    def paused_until_at(self) -> int | None:
        """Until when nothing begins."""

    @property
    def card_message_id(self) -> int | None:
        """The card of the sign-up."""

    @property
    def why(self) -> str:
        """Of one that was cancelled."""


class Played(Protocol):
    """What is shown of a match."""

    @property
    def match(self) -> Match:
        """Who plays, and what came of it."""

    @property
    def state(self) -> str:
        """How far it is."""

    @property
    def session_id(self) -> int | None:
        """Its quiz; None where nothing was played."""

    @property
    def tie_session_id(self) -> int | None:
        """The quiz that decided between the tied."""


class Whole(Protocol):
    """A competition as it stands, with everything that belongs to it."""

    @property
    def competition(self) -> Planned:
        """Its plan and how far it is."""

    @property
    def entrants(self) -> Mapping[int, Entrant]:
        """By id, in the order of their seeds."""

    @property
    def matches(self) -> Sequence[Played]:
        """Of all stages, in order."""

    @property
    def pinged(self) -> frozenset[int]:
        """The users who want to be called."""

    @property
    def of_stage(self) -> Sequence[Played]:
        """The matches of the stage that is on."""

    def place_of(self, match: Match) -> int:
        """The id of the channel or thread in which it is played; 0 while its room is not open."""


def title_of(competition: Planned) -> str:
    """Its title as it stands in texts."""
    return isolated(plain(competition.title)) or "Competition"


def why_not(competition: Planned) -> str:
    """Why one was cancelled, as its host said; "few" is Clio's own reason."""
    return "Too few had signed up when it was to begin." if competition.why == "few" else plain(competition.why)


def at(moment: int, style: str = "R") -> str:
    """A moment as each reader's own clock shows it."""
    return f"<t:{moment // 1000}:{style}>"


def both(moment: int) -> str:
    """A moment, and how far off it is."""
    return f"{at(moment, 'F')} ({at(moment)})"


def length(wait_s: int) -> str:
    """A duration in words.

    >>> length(300), length(90), length(45)
    ('5 min', '1 min 30 s', '45 s')
    """
    minutes, rest = divmod(wait_s, 60)
    return " ".join([*([f"{minutes} min"] if minutes else ()), *([f"{rest} s"] if rest else ())])


def name_of(whole: Whole, entrant_id: int) -> str:
    """An entrant's name as it stands in texts."""
    entrant = whole.entrants.get(entrant_id)
    return named(entrant.name if entrant else "")


def seeded_name(whole: Whole, entrant_id: int) -> str:
    """The name with its seed, once it is drawn."""
    entrant = whole.entrants.get(entrant_id)
    seed = f" ({entrant.seed})" if entrant and entrant.seed else ""
    return f"**{name_of(whole, entrant_id)}**{seed}"


def members_of(whole: Whole, entrant_ids: Sequence[int]) -> list[int]:
    """The users who play for these entrants."""
    return [user for one in entrant_ids if one in whole.entrants for user in whole.entrants[one].members]


def entrants_in_words(plan: Plan, count: int) -> str:
    """A number of entrants.

    >>> entrants_in_words(Plan("teams"), 2), entrants_in_words(Plan("open"), 1)
    ('2 teams', '1 entrant')
    """
    return plural(count, "team" if plan.format == "teams" else "entrant")


def stage_name(plan: Plan, stage: int, matches: int) -> str:
    """What players call a stage that has so many matches.

    >>> stage_name(Plan("open", quizzes=3), 2, 1), stage_name(Plan("knockout"), 1, 4)
    ('quiz 2 of 3', 'round 1, quarter-finals')
    >>> stage_name(Plan("knockout", group=4), 1, 4), stage_name(Plan("knockout"), 3, 1)
    ('round 1', 'round 3, final')
    """
    if plan.format != "knockout":
        return f"quiz {stage} of {plan.quizzes}"
    name = _NAMES_OF_STAGES.get(matches, "") if plan.is_pairs or matches == 1 else ""
    return f"round {stage}, {name}" if name else f"round {stage}"


def stage_of(whole: Whole, stage: int) -> str:
    """The name of one of its stages."""
    count = sum(kept.match.stage == stage for kept in whole.matches)
    return stage_name(whole.competition.plan, stage, count)


def reached(whole: Whole, stage: int) -> str:
    """How far somebody came whose last stage this was, in few words, such as semi-finals or round 1."""
    return stage_of(whole, stage).rpartition(", ")[2]


def match_name(whole: Whole, match: Match) -> str:
    """What players call a match.

    Such as: round 1, quarter-finals, match 3. The only match of its stage has no number.
    """
    stage = stage_of(whole, match.stage)
    others = any(kept.match.stage == match.stage and kept.match.number != match.number for kept in whole.matches)
    return f"{stage}, match {match.number}" if others else stage


def room_name(title: str, number: int) -> str:
    """What the thread is called in which a match is played, and later ones of others too; at most 100 characters.

    >>> room_name("Winter cup", 7)
    'Winter cup · room 7'
    """
    return f"{clip(title, 80)} · room {number}"


def about(plan: Plan) -> str:
    """What the questions are about; empty where it is everything."""
    chosen = [prose(labels.short(name, value)) for name, value in plan.filters.items()]
    return " · ".join([*chosen, *([f"{plan.level} questions"] if plan.level else ())])


def rules(plan: Plan) -> list[str]:
    """How it is played and decided, a sentence or two to a line."""
    time = f", {plan.limit_s} s each" if plan.limit_s else ""
    paid = "" if plan.scoring == "everyone" else "; the first right answer takes the points"
    same = " Each match of a round has the same." if plan.format == "knockout" else ""
    said = [
        *_format(plan),
        f"**Questions:** {plan.questions} in each quiz, {_MODES[plan.mode]}{time}{paid}.{same}",
    ]
    if plan.format == "knockout":
        said.append(
            f"**No-shows:** press **Ready** in the thread of your match within {length(plan.ready_s)}, or you lose it; "
            "if nobody does, the next opponent has a bye."
        )
    tied = "going on or winning" if plan.format == "knockout" else "winning"
    said.append(f"**Ties** over {tied}: 3 estimate questions decide, then the better seed.")
    said.append(
        "**Seeds:** by place on the leaderboard, then by lot; `/competition status` tells how to check the draw."
    )
    said.append(f"**What counts:** for the leaderboards each quiz in which at least {COUNTS_FROM} people answer.")
    return said


def _format(plan: Plan) -> list[str]:
    quizzes = plural(plan.quizzes, "quiz", "quizzes")
    if plan.format == "open":
        return [f"**Open:** everybody plays {quizzes}; the most points win."]
    if plan.format == "teams":
        sizes = f"{plan.team_min}" if plan.team_min == plan.team_max else f"{plan.team_min} to {plan.team_max}"
        points = (
            "A team has the points of its captain."
            if plan.team_score == "captain"
            else f"A team has the points of its best {plural(plan.best_of, 'member')} in each quiz."
        )
        return [f"**Teams** of {sizes}: all play {quizzes}; the most points win. {points}"]
    if plan.is_pairs:
        return ["**Knockout in pairs:** whoever has more points goes on; odd numbers give the best seeds a bye."]
    best = "the best goes on" if plan.advance == 1 else f"the best {plan.advance} go on"
    return [f"**Knockout in groups** of up to {plan.group}: {best} from each, until the last group's first wins."]
