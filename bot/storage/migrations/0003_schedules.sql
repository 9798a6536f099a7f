ALTER TABLE guild_settings ADD COLUMN quiz_channel_id INTEGER;

-- What is posted by itself. The rhythm is the storage's own short text; filters are a JSON object. A schedule that was
-- removed stays for the sake of its posts.
CREATE TABLE schedules (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('whatif', 'fact', 'quote', 'onthisday', 'quiz', 'daily')),
    rhythm TEXT NOT NULL,
    at_minute INTEGER NOT NULL CHECK (at_minute BETWEEN 0 AND 1439),
    time_zone TEXT NOT NULL,
    channel_id INTEGER NOT NULL,
    is_forum INTEGER NOT NULL CHECK (is_forum IN (0, 1)),
    opens_thread INTEGER NOT NULL CHECK (opens_thread IN (0, 1)),
    ping_role_id INTEGER,
    tag TEXT NOT NULL DEFAULT '',
    has_poll INTEGER NOT NULL CHECK (has_poll IN (0, 1)),
    theme TEXT NOT NULL DEFAULT '' CHECK (theme IN ('', 'anniversary')),
    filters TEXT NOT NULL DEFAULT '{}',
    state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'removed')),
    creator_id INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    since_at INTEGER NOT NULL,
    next_due_at INTEGER NOT NULL,
    handled_at INTEGER
) STRICT;

CREATE INDEX schedules_due ON schedules (next_due_at) WHERE state = 'active';
CREATE INDEX schedules_of_guild ON schedules (guild_id);
CREATE INDEX schedules_of_creator ON schedules (creator_id);

-- One row for each due moment that was dealt with. With next_try_at somebody still has to do something about it: a
-- claimed one is being posted, or was when Clio was killed; a failed one waits for its next try. The item is used up when
-- the post is there.
CREATE TABLE scheduled_posts (
    schedule_id INTEGER NOT NULL REFERENCES schedules (id),
    due_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('claimed', 'posted', 'failed', 'skipped')),
    item_id TEXT NOT NULL DEFAULT '',
    is_late INTEGER NOT NULL DEFAULT 0 CHECK (is_late IN (0, 1)),
    tries INTEGER NOT NULL DEFAULT 0,
    first_try_at INTEGER NOT NULL,
    next_try_at INTEGER,
    card_message_id INTEGER,
    thread_id INTEGER,
    poll_message_id INTEGER,
    poll_ends_at INTEGER,
    posted_at INTEGER,
    why TEXT NOT NULL DEFAULT '',
    poll_result TEXT,
    recap_message_id INTEGER,
    PRIMARY KEY (schedule_id, due_at),
    CHECK (state <> 'claimed' OR next_try_at IS NOT NULL),
    CHECK (state NOT IN ('posted', 'skipped') OR next_try_at IS NULL),
    CHECK ((posted_at IS NOT NULL) = (state = 'posted'))
) STRICT, WITHOUT ROWID;

CREATE INDEX scheduled_posts_open ON scheduled_posts (next_try_at) WHERE next_try_at IS NOT NULL;
CREATE INDEX scheduled_posts_polls ON scheduled_posts (poll_ends_at)
    WHERE poll_message_id IS NOT NULL AND poll_result IS NULL;

-- What members propose for their own server. The id is that of Discord's interaction, so that one delivered twice is kept
-- once. The content is an item in the form of the packs, as JSON; the item's id is given when it is approved.
CREATE TABLE suggestions (
    id INTEGER PRIMARY KEY,
    guild_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'approved', 'declined')),
    reviewer_id INTEGER,
    reason TEXT NOT NULL DEFAULT '',
    decided_at INTEGER CHECK ((decided_at IS NULL) = (state = 'open')),
    review_channel_id INTEGER,
    review_message_id INTEGER CHECK ((review_message_id IS NULL) = (review_channel_id IS NULL)),
    item_id TEXT UNIQUE CHECK ((item_id IS NOT NULL) = (state = 'approved'))
) STRICT;

CREATE INDEX suggestions_of_guild ON suggestions (guild_id, state);
CREATE INDEX suggestions_of_user ON suggestions (user_id);
