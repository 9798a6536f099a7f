"""Seasons as members see them: begun, under way, over, and the list of all."""

from collections.abc import Mapping, Sequence

from bot.domain.boards import BoardPage
from bot.domain.season import Plan, Season, days_in_words, in_words
from bot.presentation import labels
from bot.presentation.alt import Place
from bot.presentation.boards import HIDDEN, named, own_row, placed
from bot.presentation.components import Card, Component, button, container, gallery, row, separator, text
from bot.presentation.text import clip, listed, plain, plural

PAGE = 8
"""Seasons on one page of the list."""

PICTURE = "season.png"
EXAMPLE = "/season start name:Spring end:2027-03-31"
_COLOUR = 0xB7791F
_NAMED = 5  # champions; more of them only where nearly nobody had a point
_COUNTED = {
    "ranked": "all quizzes that count for the leaderboards",
    "scheduled": "scheduled quizzes",
    "competitions": "matches of competitions",
}
Champions = Sequence[tuple[int, str]]
"""Ids and names; "" where none is known any more."""


def started_card(season: Season) -> Card:
    """What everybody reads of a season that was started, or is planned."""
    return Card(
        container(
            text(f"### Season: {_name(season.plan)}", *_rules(season)),
            row(button("Standings", f"season-open:{season.id}"), button("All seasons", "seasons-open")),
            colour=_COLOUR,
        )
    )


def _rules(season: Season) -> list[str]:
    plan = season.plan
    packs = f", answers to questions of {plain(listed((labels.label('pack', key) for key in plan.packs), 'and'))} only"
    rules = [
        f"**{days_in_words(plan)}**, from midnight to midnight in {plain(plan.time_zone)} "
        f"(<t:{season.starts_at // 1000}:f> to <t:{season.ends_at // 1000}:f>)",
        f"What counts: {_COUNTED[plan.counted]}{packs if plan.packs else ''}.",
    ]
    if plan.least > 1:
        rules.append(f"Who has played at least {plan.least} of them has a place.")
    if plan.role_id:
        rules.append(f"The champion gets <@&{plan.role_id}>, which moves on from the champion before.")
    if plan.repeat != "none":
        rules.append(f"It repeats ({plan.repeat}): the next one begins when it ends.")
    return rules


def page_id(season: Season, page: int) -> str:
    """The id of a button that shows a page of a season's standings."""
    return f"season:{season.id}:{page}"


def result_id(season: Season) -> str:
    """The id of the button below a season's result, which no other message has."""
    return f"season-result:{season.id}"


def season_card(
    season: Season,
    shown: BoardPage,
    asker: tuple[int, str],
    *,
    now_at: int,
    champions: Champions,
    played: int,
    is_hidden: bool,
) -> Card:
    """A page of a season's standings; `played` are the quizzes in it that the asker (id and name) has played."""
    plan = season.plan
    state = _state(season, now_at)
    head = [f"### Season: {_name(plan)}", f"{days_in_words(plan)} · {state}"]
    if champions:
        head.append(_champions(champions))
    rows = [placed(standing, name, asker[0]) for standing, name in shown.rows]
    body = [text(*head), text(*(rows or [_nobody(season)]))]
    if rows:
        body += own_row(shown, asker)
    if plan.least > 1:
        body.append(text(f"-# Places from {plan.least} quizzes on; you have played {played:,}."))
    foot = f"-# Page {shown.page:,} of {shown.pages:,} · {plural(shown.players, 'player')} · {_COUNTED[plan.counted]}"
    body.append(text(HIDDEN if is_hidden else "", foot))
    turn = [
        button("Previous", page_id(season, shown.page - 1), disabled=shown.page == 1),
        button("Next", page_id(season, shown.page + 1), disabled=shown.page == shown.pages),
    ]
    more = button("All seasons", "seasons-open")
    return Card(container(*body, row(*(turn if shown.pages > 1 else ()), more), colour=_COLOUR))


def _nobody(season: Season) -> str:
    return f"Nobody has a place {'yet' if season.over_at is None else 'in it'}."


def _state(season: Season, now_at: int) -> str:
    if now_at < season.starts_at:
        return f"begins <t:{season.starts_at // 1000}:R>"
    if now_at < season.ends_at:
        return f"ends <t:{season.ends_at // 1000}:R>"
    return "over"


def _champions(champions: Champions) -> str:
    names = [f"**{named(name)}**" for _, name in champions[:_NAMED]]
    more = len(champions) - len(names)
    said = listed([*names, f"{more:,} more"] if more else names, "and")
    return f"🏆 {'Champions' if len(champions) > 1 else 'Champion'}: {said}"


def list_card(seasons: Sequence[Season], champions: Mapping[int, Champions], *, now_at: int, page: int) -> Card:
    """A page of all seasons of a server, the latest first; the last page where there are not so many."""
    if not seasons:
        return Card(container(text("### No season has been held here yet", f"Hosts begin one: `{EXAMPLE}`.")))
    pages = -(-len(seasons) // PAGE)
    page = min(max(page, 1), pages)
    shown = seasons[(page - 1) * PAGE : page * PAGE]
    turn = [
        button("Previous", f"seasons:{page - 1}", disabled=page == 1),
        button("Next", f"seasons:{page + 1}", disabled=page == pages),
    ]
    lines = [text(*_listed(season, champions.get(season.id, ()), now_at)) for season in shown]
    foot = text(f"-# Page {page:,} of {pages:,} · {plural(len(seasons), 'season')} · `/season show` has the standings")
    return Card(
        container(
            text("### Seasons of this server"), *lines, foot, *([row(*turn)] if pages > 1 else ()), colour=_COLOUR
        )
    )


def _listed(season: Season, champions: Champions, now_at: int) -> list[str]:
    plan = season.plan
    repeats = f" · repeats ({plan.repeat})" if plan.repeat != "none" and now_at < season.ends_at else ""
    return [
        f"**{_name(plan)}**",
        f"{days_in_words(plan)} · {_state(season, now_at)}{repeats}",
        _champions(champions) if champions else "",
    ]


def result_card(season: Season, shown: BoardPage, after: Season | None, *, has_role: bool, picture: str = "") -> Card:
    """How a season ended; `picture` is the alternative text of the attached podium, `after` the season that follows.

    `has_role` says whether the champions were given their role.
    """
    plan = season.plan
    first = [(standing.user_id, name) for standing, name in shown.rows if standing.rank == 1]
    head = [f"### Season over: {_name(plan)}", days_in_words(plan), _champions(first)]
    if has_role:
        head.append(f"<@&{plan.role_id}> has moved to them.")
    body: list[Component] = [text(*head)]
    if picture:
        body.append(gallery((f"attachment://{PICTURE}", picture)))
    body.append(text(*(placed(standing, name, 0) for standing, name in shown.rows)))
    if shown.pages > 1:
        body.append(text(f"-# {plural(shown.players, 'player')} in all"))
    if after:
        body += [separator(), text(f"**{_name(after.plan)}** has begun and goes to {in_words(after.plan.ends_on)}.")]
    body.append(row(button("All standings", result_id(season)), button("All seasons", "seasons-open")))
    return Card(container(*body, colour=_COLOUR))


def places(shown: BoardPage) -> list[Place]:
    """What the picture of a season's result shows."""
    return [Place(one.rank, name, one.points, f"{one.right:,} of {one.asked:,} right") for one, name in shown.rows]


def ask_end_card(season: Season) -> Card:
    """Asks whether a season is to end now; one that repeats can run to its end and be the last."""
    plan = season.plan
    buttons = [button("End it now", f"season-end:{season.id}", "danger")]
    said = "Its standings are kept, its result is posted, and no season follows."
    if plan.repeat != "none":
        buttons.append(button("Let it be the last", f"season-last:{season.id}"))
        said += f" It repeats ({plan.repeat}): it can also run to its end and be the last."
    return Card(
        container(text(f"### End {_name(plan)}?", f"{days_in_words(plan)}.", said), row(*buttons), colour=_COLOUR)
    )


def notice_card(season: Season, why: str) -> Card:
    """What the staff reads of a season whose end has not come as it should."""
    shown = f"`/season show season:{season.id}` shows the standings."
    return Card(container(text(f"**The season {_name(season.plan)} is over.** {why}", shown), colour=_COLOUR))


def choice(season: Season) -> str:
    """A season as an option offers it."""
    return clip(f"{season.plan.name} · {days_in_words(season.plan)}", 100)


def _name(plan: Plan) -> str:
    return plain(plan.name)
