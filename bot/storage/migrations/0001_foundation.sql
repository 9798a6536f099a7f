PRAGMA application_id = 1131178351; -- "Clio" in ASCII

-- When an item was last shown in a guild, or to a user where Clio is no member.
CREATE TABLE shown (
    scope_kind TEXT NOT NULL CHECK (scope_kind IN ('guild', 'user')),
    scope_id INTEGER NOT NULL,
    item_id TEXT NOT NULL,
    shown_at INTEGER NOT NULL,
    PRIMARY KEY (scope_kind, scope_id, item_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE guild_settings (
    guild_id INTEGER PRIMARY KEY,
    staff_channel_id INTEGER
) STRICT;

-- Who changed what; detail is a JSON object.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    guild_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

CREATE INDEX audit_of_guild ON audit (guild_id, at);

-- The id is that of Discord's interaction, so that a report delivered twice is kept once.
-- Without a guild it came from a place where Clio is no member, and only the operator reads it.
CREATE TABLE reports (
    id INTEGER PRIMARY KEY,
    item_id TEXT NOT NULL,
    guild_id INTEGER,
    user_id INTEGER NOT NULL,
    reason TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'kept' CHECK (state IN ('kept', 'posted')),
    channel_id INTEGER,
    message_id INTEGER,
    CHECK ((state = 'posted') = (channel_id IS NOT NULL AND message_id IS NOT NULL))
) STRICT;

CREATE INDEX reports_of_user ON reports (user_id, created_at);
CREATE INDEX reports_of_guild ON reports (guild_id, item_id, created_at);
