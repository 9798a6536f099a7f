ALTER TABLE guild_settings ADD COLUMN time_zone TEXT NOT NULL DEFAULT 'UTC';
ALTER TABLE guild_settings ADD COLUMN host_role_id INTEGER;
ALTER TABLE guild_settings ADD COLUMN reviewer_role_id INTEGER;
ALTER TABLE guild_settings ADD COLUMN factor_pct INTEGER NOT NULL DEFAULT 100 CHECK (factor_pct BETWEEN 100 AND 300);
ALTER TABLE guild_settings ADD COLUMN grace_ms INTEGER NOT NULL DEFAULT 1500 CHECK (grace_ms BETWEEN 0 AND 5000);

-- The id is that of the interaction that started the quiz. Rules are a JSON object, periods a JSON list: those to whose
-- totals the quiz was added when it ended.
CREATE TABLE quiz_sessions (
    id INTEGER PRIMARY KEY,
    guild_id INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    starter_id INTEGER NOT NULL,
    rules TEXT NOT NULL,
    seed INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'lobby' CHECK (state IN ('lobby', 'running', 'paused', 'over')),
    lobby_until_at INTEGER NOT NULL,
    paused_until_at INTEGER CHECK (paused_until_at IS NULL OR state = 'paused'),
    touched_at INTEGER NOT NULL,
    over_at INTEGER CHECK ((over_at IS NOT NULL) = (state = 'over')),
    over_reason TEXT NOT NULL DEFAULT '',
    counts INTEGER NOT NULL DEFAULT 0 CHECK (counts IN (0, 1)),
    periods TEXT NOT NULL DEFAULT '[]',
    is_recapped INTEGER NOT NULL DEFAULT 0 CHECK (is_recapped IN (0, 1)),
    recap_message_id INTEGER CHECK (recap_message_id IS NULL OR is_recapped = 1)
) STRICT;

CREATE UNIQUE INDEX quiz_session_in_channel ON quiz_sessions (channel_id) WHERE state <> 'over';
CREATE INDEX quiz_sessions_unfinished ON quiz_sessions (id) WHERE is_recapped = 0;
CREATE INDEX quiz_sessions_of_guild ON quiz_sessions (guild_id, over_at);
CREATE INDEX quiz_sessions_of_starter ON quiz_sessions (starter_id);

CREATE TABLE quiz_joiners (
    session_id INTEGER NOT NULL REFERENCES quiz_sessions (id),
    user_id INTEGER NOT NULL,
    PRIMARY KEY (session_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX quiz_joiners_of_user ON quiz_joiners (user_id);

-- What players were last called in a guild.
CREATE TABLE quiz_players (
    guild_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (guild_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX quiz_players_of_user ON quiz_players (user_id);

-- The posting grows when a question is asked again; the message of the one before is kept until it has been edited.
CREATE TABLE quiz_rounds (
    session_id INTEGER NOT NULL REFERENCES quiz_sessions (id),
    number INTEGER NOT NULL CHECK (number > 0),
    question_id TEXT NOT NULL,
    pack_id TEXT NOT NULL,
    form TEXT NOT NULL CHECK (form IN ('buttons', 'typed', 'estimate')),
    posting INTEGER NOT NULL,
    earlier_message_id INTEGER,
    message_id INTEGER,
    posted_at INTEGER CHECK ((posted_at IS NULL) = (message_id IS NULL)),
    deadline_at INTEGER CHECK ((deadline_at IS NULL) = (message_id IS NULL)),
    hint_at INTEGER,
    is_closed INTEGER NOT NULL DEFAULT 0 CHECK (is_closed IN (0, 1)),
    is_revealed INTEGER NOT NULL DEFAULT 0 CHECK (is_revealed IN (0, 1)),
    PRIMARY KEY (session_id, number)
) STRICT, WITHOUT ROWID;

-- The log: the id is that of the interaction or message, so that a guess delivered twice is kept once. Only the text of
-- old wrong guesses, and whose they are, are ever changed.
CREATE TABLE quiz_guesses (
    id INTEGER PRIMARY KEY,
    session_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    at INTEGER NOT NULL,
    elapsed_ms INTEGER NOT NULL,
    text TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'prompt', 'reject')),
    rule TEXT NOT NULL,
    normal TEXT NOT NULL,
    nearest TEXT NOT NULL,
    distance INTEGER,
    posting INTEGER NOT NULL,
    FOREIGN KEY (session_id, number) REFERENCES quiz_rounds (session_id, number)
) STRICT;

CREATE INDEX quiz_guesses_of_round ON quiz_guesses (session_id, number, user_id);
CREATE INDEX quiz_guesses_of_user ON quiz_guesses (user_id, at);
CREATE INDEX quiz_guesses_to_forget ON quiz_guesses (at) WHERE verdict <> 'accept' AND rule <> 'option' AND text <> '';

-- What a closed round paid; at is the moment of the guess, counted_at that of the end of a quiz that counts.
CREATE TABLE quiz_results (
    session_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    guild_id INTEGER NOT NULL,
    question_id TEXT NOT NULL,
    form TEXT NOT NULL,
    guess_id INTEGER NOT NULL REFERENCES quiz_guesses (id),
    is_right INTEGER NOT NULL CHECK (is_right IN (0, 1)),
    points INTEGER NOT NULL CHECK (points >= 0),
    elapsed_ms INTEGER NOT NULL,
    at INTEGER NOT NULL,
    counted_at INTEGER,
    PRIMARY KEY (session_id, number, user_id),
    FOREIGN KEY (session_id, number) REFERENCES quiz_rounds (session_id, number)
) STRICT, WITHOUT ROWID;

-- With all that statistics, or boards of some questions, ask for: neither has to look into the table.
CREATE INDEX quiz_results_of_player ON quiz_results
    (guild_id, user_id, session_id, number, question_id, is_right, points, elapsed_ms, at, form);
CREATE INDEX quiz_results_of_question ON quiz_results (guild_id, question_id, user_id, is_right, points, counted_at);
CREATE INDEX quiz_results_of_user ON quiz_results (user_id);

-- Sums over the results of the quizzes that counted, by period and pack; the pack '' stands for all.
CREATE TABLE quiz_totals (
    guild_id INTEGER NOT NULL,
    period TEXT NOT NULL,
    pack_id TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    points INTEGER NOT NULL,
    right_answers INTEGER NOT NULL,
    asked INTEGER NOT NULL,
    PRIMARY KEY (guild_id, period, pack_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX quiz_totals_by_place ON quiz_totals
    (guild_id, period, pack_id, points DESC, right_answers DESC, user_id, asked);
CREATE INDEX quiz_totals_of_user ON quiz_totals (user_id);

-- Who is left out of what others see.
CREATE TABLE hidden_users (
    user_id INTEGER PRIMARY KEY
) STRICT;
