"""Teams as members of a server see them, and why something about one cannot be."""

from collections.abc import Sequence

from bot.domain.teams import NAME_LENGTHS, TEAM_LIMIT, Team, WhyNotJoin, WhyNotName
from bot.errors import Refusal
from bot.presentation.boards import named
from bot.presentation.components import Card, button, container, row, text
from bot.presentation.text import clip, plain, plural

EXAMPLE = "/team create name:Red Kronstadt"
PAGE = 10
"""Teams on one page of the list."""

_COLOUR = 0x3B6EA8


def team_card(team: Team, note: str = "") -> Card:
    """A team with its members; `note` says what has just happened to it."""
    members = [f"<@{user_id}>{' · captain' if user_id == team.captain_id else ''}" for user_id in team.members]
    role = f"For members with <@&{team.role_id}>" if team.role_id else ""
    made = f"-# {plural(len(members), 'member')} · since <t:{team.created_at // 1000}:D>"
    return Card(
        container(
            text(f"### {named(team.name)}", note, role),
            text(*members),
            text(made),
            row(button("Join", f"team-join:{team.id}", "success"), button("All teams", "teams:1")),
            colour=_COLOUR,
        )
    )


def gone_card(name: str, note: str) -> Card:
    """What is left of a team, or of a member in one."""
    return Card(container(text(f"**{named(name)}**: {note}"), colour=_COLOUR))


def list_card(teams: Sequence[Team], page: int) -> Card:
    """A page of the teams of a server, the oldest first; the last page where there are not so many."""
    if not teams:
        return Card(container(text("### There are no teams here yet", f"Make one: `{EXAMPLE}`."), colour=_COLOUR))
    pages = -(-len(teams) // PAGE)
    page = min(max(page, 1), pages)
    shown = teams[(page - 1) * PAGE : page * PAGE]
    rows = [f"**{named(team.name)}** · {plural(len(team.members), 'member')} · <@{team.captain_id}>" for team in shown]
    turn = [
        button("Previous", f"teams:{page - 1}", disabled=page == 1),
        button("Next", f"teams:{page + 1}", disabled=page == pages),
    ]
    foot = f"-# Page {page:,} of {pages:,} · {plural(len(teams), 'team')} · `/team join` lets you in"
    body = [text("### Teams of this server"), text(*rows), text(foot), *([row(*turn)] if pages > 1 else ())]
    return Card(container(*body, colour=_COLOUR))


def why_not_name(why: WhyNotName, name: str) -> Refusal:
    """Why a name is none."""
    least, most = NAME_LENGTHS.start, NAME_LENGTHS.stop - 1
    problem = {
        "short": "That name is too short.",
        "long": f"That name has {len(name):,} characters.",
        "letters": "A name needs a letter or a number.",
        "signs": "That name has signs that Discord would read, or that nobody sees.",
    }[why]
    return Refusal(problem, f"{least} to {most} characters: letters, numbers, spaces, ordinary punctuation.", EXAMPLE)


def why_not_join(why: WhyNotJoin, team: Team, own: Team | None) -> Refusal:
    """Why somebody cannot join a team; `own` is the one that they are in."""
    name = named(team.name)
    match why:
        case "disbanded":
            return gone()
        case "member":
            if own and own.id == team.id:
                return Refusal(f"You are in {name} already.", "It shows its members.", "/team show")
            return in_another(own)
        case "locked":
            return locked(team)
        case "role":
            return Refusal(
                f"{name} is for members with <@&{team.role_id}>.", "Join another, or make one.", "/team list"
            )
        case "full":
            return Refusal(
                f"{name} is full: {plural(len(team.members), 'member')}.",
                f"At most {TEAM_LIMIT}, fewer while it is entered in a competition that wants smaller teams.",
                "/team list",
            )


def in_another(own: Team | None) -> Refusal:
    """Everybody is in one team at most; the first is named."""
    first = f"**{named(own.name)}**" if own else "a team"
    return Refusal(f"You are in {first} already.", "Everybody is in one team; leave that one first.", "/team leave")


def locked(team: Team) -> Refusal:
    """Nothing about a team changes while it plays."""
    return Refusal(
        f"{named(team.name)} is in a competition that is drawn or under way.",
        "Teams change again when it is over.",
        "/competition list",
    )


def taken(name: str) -> Refusal:
    """Two teams of a server are not called the same."""
    return Refusal(f"A team here is called {plain(clip(name, 40))} already.", "Choose another name.", EXAMPLE)


def gone() -> Refusal:
    """The team was disbanded."""
    return Refusal("That team was disbanded.", "Others are listed.", "/team list")


def in_none() -> Refusal:
    """Who asks is in no team."""
    return Refusal("You are in no team.", "Join one, or make one.", EXAMPLE)


def not_captain(team: Team) -> Refusal:
    """Only its captain changes a team."""
    return Refusal(
        f"Only the captain of {named(team.name)}, <@{team.captain_id}>, can do that.", "Ask them.", "/team show"
    )


def captain_stays(team: Team) -> Refusal:
    """A captain names another one first, or disbands."""
    if len(team.members) > 1:
        other = next(user_id for user_id in team.members if user_id != team.captain_id)
        return Refusal(
            "You are its captain.", f"Make somebody else captain first, such as <@{other}>.", "/team captain"
        )
    return Refusal("You are its captain and only member.", "You can disband it.", "/team disband")


def ask_disband_card(team: Team) -> Card:
    """Asks a captain who disbands."""
    return Card(
        container(
            text(
                f"**Disband {named(team.name)}?**",
                "Its members are free to join others, and it is taken out of what it has signed up for.",
            ),
            row(button("Disband", f"team-disband:{team.id}", "danger")),
            colour=_COLOUR,
        )
    )
