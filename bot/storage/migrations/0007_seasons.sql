-- Named spans of a guild's days; the days are those of the time zone, the moments their midnights. What a season has
-- added up stands in quiz_totals, its period being 'season:' with the id. Packs are a JSON array.
CREATE TABLE seasons (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    channel_id INTEGER NOT NULL,
    repeats TEXT NOT NULL CHECK (repeats IN ('none', 'monthly', 'quarterly', 'yearly')),
    turns_on INTEGER NOT NULL CHECK (turns_on BETWEEN 1 AND 31),
    counted TEXT NOT NULL CHECK (counted IN ('ranked', 'scheduled', 'competitions')),
    packs TEXT NOT NULL,
    least INTEGER NOT NULL CHECK (least > 0),
    role_id INTEGER,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at >= starts_at),
    creator_id INTEGER NOT NULL,
    over_at INTEGER,
    has_moved_role INTEGER NOT NULL DEFAULT 0 CHECK (has_moved_role IN (0, 1)),
    is_told INTEGER NOT NULL DEFAULT 0 CHECK (is_told IN (0, 1)),
    result_message_id INTEGER CHECK (result_message_id IS NULL OR is_told = 1)
) STRICT;

CREATE INDEX seasons_of_guild ON seasons (guild_id, starts_at);
CREATE INDEX seasons_to_end ON seasons (ends_at) WHERE over_at IS NULL;
CREATE INDEX seasons_to_tell ON seasons (id) WHERE over_at IS NOT NULL AND (is_told = 0 OR has_moved_role = 0);
CREATE INDEX seasons_of_creator ON seasons (creator_id);

-- Who was first when a season ended, and whether they have its role.
CREATE TABLE season_champions (
    season_id INTEGER NOT NULL REFERENCES seasons (id),
    user_id INTEGER NOT NULL,
    has_role INTEGER NOT NULL DEFAULT 0 CHECK (has_role IN (0, 1)),
    PRIMARY KEY (season_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX season_champions_of_user ON season_champions (user_id);
