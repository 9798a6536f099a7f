-- What players ask the reviewers of a guild to accept: one for each normal form of a round, and its id is that of
-- Discord's interaction. Where one is accepted, the guesses of its round with that form change too, as a second exception
-- to what 0002 says of the log: their verdict becomes 'accept', their rule 'appeal', and the form the nearest.
CREATE TABLE appeals (
    id INTEGER PRIMARY KEY,
    guild_id INTEGER NOT NULL,
    session_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    normal TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'declined')),
    reviewer_id INTEGER,
    reason TEXT NOT NULL DEFAULT '',
    decided_at INTEGER CHECK ((decided_at IS NOT NULL) = (state <> 'open')),
    review_channel_id INTEGER,
    review_message_id INTEGER CHECK ((review_channel_id IS NULL) = (review_message_id IS NULL)),
    is_told INTEGER NOT NULL DEFAULT 0 CHECK (is_told IN (0, 1) AND (is_told = 0 OR state <> 'open')),
    UNIQUE (session_id, number, normal),
    FOREIGN KEY (session_id, number) REFERENCES quiz_rounds (session_id, number)
) STRICT;

CREATE INDEX appeals_open ON appeals (guild_id) WHERE state = 'open';
CREATE INDEX appeals_to_tell ON appeals (id) WHERE state <> 'open' AND is_told = 0;
CREATE INDEX appeals_of_reviewer ON appeals (reviewer_id);

-- Who asks, and why.
CREATE TABLE appeal_askers (
    appeal_id INTEGER NOT NULL REFERENCES appeals (id) ON DELETE CASCADE,
    user_id INTEGER NOT NULL,
    why TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    PRIMARY KEY (appeal_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX appeal_askers_of_user ON appeal_askers (user_id, asked_at);

-- What a guild's reviewers accept for a question, by its normal form.
CREATE TABLE aliases (
    guild_id INTEGER NOT NULL,
    question_id TEXT NOT NULL,
    normal TEXT NOT NULL,
    reviewer_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (guild_id, question_id, normal)
) STRICT, WITHOUT ROWID;

CREATE INDEX aliases_of_reviewer ON aliases (reviewer_id);

-- The roles whose members do not score, as a JSON array.
ALTER TABLE guild_settings ADD COLUMN excluded_roles TEXT NOT NULL DEFAULT '[]';
