"""What a member is told of the data that is held about them."""

import gzip
import json
from collections.abc import Mapping
from typing import Any

from discord import ui

from bot.presentation.components import Card, container, file, text
from bot.presentation.text import plural

WORD = "DELETE"
"""What is typed to confirm."""

_WARNING = "Your name and texts go; results stay without your name. It cannot be undone."
_COLOUR = 0x2F7D5B
_KINDS: Mapping[str, tuple[str, str]] = {
    "guesses": ("answer that you gave in a quiz", "answers that you gave in quizzes"),
    "results": ("result of a round", "results of rounds"),
    "totals": ("sum on a leaderboard", "sums on leaderboards"),
    "topic_totals": ("sum on a topic's leaderboard", "sums on topics' leaderboards"),
    "quizzes_played": ("quiz that you played", "quizzes that you played"),
    "quizzes_started": ("quiz that you started", "quizzes that you started"),
    "quizzes_joined": ("quiz that you joined", "quizzes that you joined"),
    "names": ("name by which a server knows you", "names by which servers know you"),
    "reports": ("report that you sent", "reports that you sent"),
    "suggestions": ("suggestion that you made", "suggestions that you made"),
    "suggestions_decided": ("suggestion that you decided on", "suggestions that you decided on"),
    "schedules_made": ("schedule that you made", "schedules that you made"),
    "seasons_started": ("season that you started", "seasons that you started"),
    "seasons_won": ("season that you won", "seasons that you won"),
    "competitions_made": ("competition that you made", "competitions that you made"),
    "competitions_entered": ("competition that you entered", "competitions that you entered"),
    "entrants": ("entry in a competition under your name or lead", "entries in competitions under your name or lead"),
    "matches": ("match of a competition that you were drawn for", "matches of competitions that you were drawn for"),
    "matches_ready": ("match that you were ready for", "matches that you were ready for"),
    "hosted": ("thing that you did as a host", "things that you did as a host"),
    "hosted_on_you": ("thing that a host did about you", "things that hosts did about you"),
    "teams_led": ("team that you lead or led", "teams that you lead or led"),
    "teams_joined": ("team that you are in", "teams that you are in"),
    "dailies_played": ("daily challenge that you began", "daily challenges that you began"),
    "dailies_answered": ("question of a daily challenge that you saw", "questions of daily challenges that you saw"),
    "appeals": ("appeal that you made", "appeals that you made"),
    "appeals_decided": ("appeal that you decided", "appeals that you decided"),
    "answers_accepted": ("answer that you accepted as a reviewer", "answers that you accepted as a reviewer"),
    "shown_to_you": ("item that was shown to you alone", "items that were shown to you alone"),
    "settings_changed": ("setting of a server that you changed", "settings of servers that you changed"),
}


def held_card(counts: Mapping[str, int], *, is_hidden: bool) -> Card:
    """How much is held about a member, by kind, and what they can do about it."""
    rows = [f"- {plural(count, *_KINDS[kind])}" for kind, count in counts.items() if count]
    seen = (
        "You are **hidden**: leaderboards and statistics leave you out for others, and recaps do not link to you."
        if is_hidden
        else "You are **shown** on leaderboards and in statistics."
    )
    may = f"`/privacy export` gives you all of it, `/privacy {'unhide' if is_hidden else 'hide'}` changes that, "
    return Card(
        container(
            text("### What Clio holds about you", *(rows or ["Nothing."])),
            text(seen),
            text(
                f"-# {may}`/privacy delete` deletes it. What you typed in wrong answers goes after 90 days by itself."
            ),
            colour=_COLOUR,
        )
    )


def exported(held: Mapping[str, Any], limit: int) -> tuple[str, bytes]:
    """A file with everything, its name and its bytes: JSON, compressed where it would be larger than the limit."""
    content = json.dumps(held, ensure_ascii=False, indent=1).encode(errors="replace")
    if len(content) <= limit:
        return "clio-export.json", content
    return "clio-export.json.gz", gzip.compress(content)


def export_card(name: str) -> Card:
    """The message that carries the file of this name."""
    said = text("This is everything that Clio holds about you. Moments are in UTC.")
    return Card(container(said, file(f"attachment://{name}"), colour=_COLOUR))


def delete_form() -> ui.Modal:
    """The form in which a word is typed before anything is deleted."""
    form = ui.Modal(title="Delete my data", custom_id="privacy-delete")
    word = ui.TextInput[ui.Modal](custom_id="word", placeholder=WORD, max_length=20)
    form.add_item(ui.Label(text=f"Type {WORD}", description=_WARNING, component=word))
    form.stop()
    return form
