-- The questions of a guild's day, drawn once; days as 2026-11-22, question ids as a JSON array.
CREATE TABLE dailies (
    guild_id INTEGER NOT NULL,
    day TEXT NOT NULL,
    seed INTEGER NOT NULL,
    question_ids TEXT NOT NULL,
    drawn_at INTEGER NOT NULL,
    PRIMARY KEY (guild_id, day)
) STRICT, WITHOUT ROWID;

-- Who has begun the day, and who has finished it; with a role whose members do not score they have no place.
CREATE TABLE daily_plays (
    guild_id INTEGER NOT NULL,
    day TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    finished_at INTEGER,
    shared_at INTEGER CHECK (shared_at IS NULL OR finished_at IS NOT NULL),
    excluded_role_id INTEGER,
    PRIMARY KEY (guild_id, day, user_id),
    FOREIGN KEY (guild_id, day) REFERENCES dailies (guild_id, day)
) STRICT, WITHOUT ROWID;

CREATE INDEX daily_plays_of_user ON daily_plays (user_id, guild_id, day);

-- One row for each question that somebody was shown: when they first saw it, and what they chose.
CREATE TABLE daily_answers (
    guild_id INTEGER NOT NULL,
    day TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    shown_at INTEGER NOT NULL,
    option TEXT NOT NULL DEFAULT '',
    answered_at INTEGER,
    is_right INTEGER NOT NULL DEFAULT 0 CHECK (is_right IN (0, 1)),
    points INTEGER NOT NULL DEFAULT 0,
    elapsed_ms INTEGER NOT NULL DEFAULT 0 CHECK (elapsed_ms >= 0),
    PRIMARY KEY (guild_id, day, user_id, number),
    FOREIGN KEY (guild_id, day, user_id) REFERENCES daily_plays (guild_id, day, user_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX daily_answers_of_user ON daily_answers (user_id);
