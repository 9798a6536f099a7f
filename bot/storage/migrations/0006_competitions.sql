-- Teams of a guild. The id is that of Discord's interaction. The key is the form in which names are compared.
CREATE TABLE teams (
    id INTEGER PRIMARY KEY,
    guild_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    captain_id INTEGER NOT NULL,
    role_id INTEGER,
    created_at INTEGER NOT NULL,
    disbanded_at INTEGER
) STRICT;

CREATE UNIQUE INDEX teams_by_name ON teams (guild_id, name_key) WHERE disbanded_at IS NULL;
CREATE INDEX teams_of_captain ON teams (captain_id);

-- A team that was disbanded has no members, so that everybody is in one at most.
CREATE TABLE team_members (
    guild_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    team_id INTEGER NOT NULL REFERENCES teams (id),
    joined_at INTEGER NOT NULL,
    PRIMARY KEY (guild_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX team_members_of_team ON team_members (team_id, joined_at);
CREATE INDEX team_members_of_user ON team_members (user_id);

-- The id is that of Discord's interaction. The plan is a JSON object. The stage is 0 before the draw; it has not begun in
-- the break before it.
CREATE TABLE competitions (
    id INTEGER PRIMARY KEY,
    guild_id INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    creator_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    plan TEXT NOT NULL,
    seed INTEGER NOT NULL,
    time_zone TEXT NOT NULL,
    starts_at INTEGER,
    signup_until_at INTEGER,
    phase TEXT NOT NULL DEFAULT 'signup' CHECK (phase IN ('signup', 'drawn', 'running', 'over', 'cancelled')),
    stage INTEGER NOT NULL DEFAULT 0 CHECK (stage >= 0),
    stage_began_at INTEGER,
    break_until_at INTEGER,
    ready_until_at INTEGER,
    paused_until_at INTEGER,
    card_message_id INTEGER,
    event_id INTEGER,
    created_at INTEGER NOT NULL,
    over_at INTEGER CHECK ((over_at IS NOT NULL) = (phase IN ('over', 'cancelled'))),
    why TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX competitions_unfinished ON competitions (id) WHERE phase IN ('signup', 'drawn', 'running');
CREATE INDEX competitions_of_guild ON competitions (guild_id, phase);
CREATE INDEX competitions_of_creator ON competitions (creator_id);

-- Of a person the id is the user's, of a team the team's.
CREATE TABLE competition_entrants (
    competition_id INTEGER NOT NULL REFERENCES competitions (id),
    entrant_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    captain_id INTEGER NOT NULL,
    joined_at INTEGER NOT NULL,
    seed INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'in' CHECK (state IN ('in', 'disqualified', 'withdrawn')),
    PRIMARY KEY (competition_id, entrant_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX competition_entrants_by_id ON competition_entrants (entrant_id);
CREATE INDEX competition_entrants_of_captain ON competition_entrants (captain_id);

-- Who plays for which entrant; a person for themselves.
CREATE TABLE competition_members (
    competition_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    entrant_id INTEGER NOT NULL,
    wants_ping INTEGER NOT NULL DEFAULT 1 CHECK (wants_ping IN (0, 1)),
    PRIMARY KEY (competition_id, user_id),
    FOREIGN KEY (competition_id, entrant_id) REFERENCES competition_entrants (competition_id, entrant_id)
        ON UPDATE CASCADE ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX competition_members_of_entrant ON competition_members (competition_id, entrant_id);
CREATE INDEX competition_members_of_user ON competition_members (user_id);

-- The questions of all matches of a stage, as a JSON array of ids.
CREATE TABLE competition_stages (
    competition_id INTEGER NOT NULL REFERENCES competitions (id),
    stage INTEGER NOT NULL CHECK (stage > 0),
    packet TEXT NOT NULL,
    PRIMARY KEY (competition_id, stage)
) STRICT, WITHOUT ROWID;

-- Feeders are a JSON array of numbers of matches of the stage before.
CREATE TABLE competition_matches (
    competition_id INTEGER NOT NULL REFERENCES competitions (id),
    stage INTEGER NOT NULL CHECK (stage > 0),
    number INTEGER NOT NULL CHECK (number > 0),
    places INTEGER NOT NULL CHECK (places >= 0),
    room INTEGER NOT NULL CHECK (room >= 0),
    feeders TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('drawn', 'open', 'playing', 'tiebreak', 'over')),
    session_id INTEGER,
    tie_session_id INTEGER,
    PRIMARY KEY (competition_id, stage, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX competition_matches_of_session ON competition_matches (session_id) WHERE session_id IS NOT NULL;

-- Who plays in a match, and what came of it: goes_on is the place among those who do, 0 for who does not.
CREATE TABLE competition_slots (
    competition_id INTEGER NOT NULL,
    stage INTEGER NOT NULL,
    number INTEGER NOT NULL,
    entrant_id INTEGER NOT NULL,
    points INTEGER,
    goes_on INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (competition_id, stage, number, entrant_id),
    FOREIGN KEY (competition_id, stage, number) REFERENCES competition_matches (competition_id, stage, number),
    FOREIGN KEY (competition_id, entrant_id) REFERENCES competition_entrants (competition_id, entrant_id)
        ON UPDATE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX competition_slots_of_entrant ON competition_slots (competition_id, entrant_id);

CREATE TABLE competition_ready (
    competition_id INTEGER NOT NULL,
    stage INTEGER NOT NULL,
    number INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (competition_id, stage, number, user_id),
    FOREIGN KEY (competition_id, stage, number) REFERENCES competition_matches (competition_id, stage, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX competition_ready_of_user ON competition_ready (user_id);

CREATE TABLE competition_rooms (
    competition_id INTEGER NOT NULL REFERENCES competitions (id),
    room INTEGER NOT NULL,
    thread_id INTEGER NOT NULL,
    card_message_id INTEGER,
    PRIMARY KEY (competition_id, room)
) STRICT, WITHOUT ROWID;

-- What the hosts did, an append-only log: the id is that of Discord's interaction. An amount is points, minutes, or of an
-- undo the id of what it undid.
CREATE TABLE competition_actions (
    id INTEGER PRIMARY KEY,
    competition_id INTEGER NOT NULL REFERENCES competitions (id),
    stage INTEGER NOT NULL,
    at INTEGER NOT NULL,
    by_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    entrant_id INTEGER,
    substitute_id INTEGER,
    number INTEGER,
    amount INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',
    undone_by INTEGER
) STRICT;

CREATE INDEX competition_actions_of_competition ON competition_actions (competition_id, id);
CREATE INDEX competition_actions_of_host ON competition_actions (by_id);

-- What is said once: claimed before it is posted, and known by its message after that.
CREATE TABLE competition_said (
    competition_id INTEGER NOT NULL REFERENCES competitions (id),
    key TEXT NOT NULL,
    channel_id INTEGER NOT NULL,
    message_id INTEGER,
    at INTEGER NOT NULL,
    PRIMARY KEY (competition_id, key)
) STRICT, WITHOUT ROWID;
