BEGIN TRANSACTION;
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    guild_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
INSERT INTO "audit" VALUES(1,1,7,'staff_channel','{"before": null, "after": 10}',1700000000002);
CREATE TABLE guild_settings (
    guild_id INTEGER PRIMARY KEY,
    staff_channel_id INTEGER
, time_zone TEXT NOT NULL DEFAULT 'UTC', host_role_id INTEGER, reviewer_role_id INTEGER, factor_pct INTEGER NOT NULL DEFAULT 100 CHECK (factor_pct BETWEEN 100 AND 300), grace_ms INTEGER NOT NULL DEFAULT 1500 CHECK (grace_ms BETWEEN 0 AND 5000), quiz_channel_id INTEGER, recency_years INTEGER NOT NULL DEFAULT 0
    CHECK (recency_years BETWEEN 0 AND 100)) STRICT;
INSERT INTO "guild_settings" VALUES(1,10,'Europe/Berlin',20,21,150,2000,NULL,20);
INSERT INTO "guild_settings" VALUES(2,NULL,'UTC',NULL,NULL,100,1500,NULL,0);
CREATE TABLE hidden_users (
    user_id INTEGER PRIMARY KEY
) STRICT;
INSERT INTO "hidden_users" VALUES(6);
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
INSERT INTO "quiz_guesses" VALUES(300,200,1,5,'Anna; the first',1700000000030,10,'Kronstadt','accept','exact','kronstadt','Kronstadt',0,1);
CREATE TABLE quiz_joiners (
    session_id INTEGER NOT NULL REFERENCES quiz_sessions (id),
    user_id INTEGER NOT NULL,
    PRIMARY KEY (session_id, user_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "quiz_joiners" VALUES(200,5);
CREATE TABLE quiz_players (
    guild_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (guild_id, user_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "quiz_players" VALUES(1,5,'Anna; the first');
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
INSERT INTO "quiz_results" VALUES(200,1,5,1,'rr-q001','typed',300,1,90,10,1700000000030,1700000000090);
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
INSERT INTO "quiz_rounds" VALUES(200,1,'rr-q001','rr','typed',1,902,903,1700000000020,1700000040020,NULL,1,1);
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
INSERT INTO "quiz_sessions" VALUES(200,1,30,5,'{"questions": 5}',7,'over',1700000000010,NULL,1700000000090,1700000000090,'done',1,'["2023-11", "all"]',1,901);
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
INSERT INTO "quiz_totals" VALUES(1,'all','rr',5,90,1,1);
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
INSERT INTO "reports" VALUES(100,'rr-f001',1,5,'wrong day; it was the 7th',1700000000003,'kept',NULL,NULL);
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
    recap_message_id INTEGER, recap_fault TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (schedule_id, due_at),
    CHECK (state <> 'claimed' OR next_try_at IS NOT NULL),
    CHECK (state NOT IN ('posted', 'skipped') OR next_try_at IS NULL),
    CHECK ((posted_at IS NOT NULL) = (state = 'posted'))
) STRICT, WITHOUT ROWID;
INSERT INTO "scheduled_posts" VALUES(1,1700000500000,'posted','rr-w001',0,0,1700000500001,NULL,900,900,901,1700600000000,1700000500900,'','{"Likely": 2}',NULL,'');
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
, has_recap INTEGER NOT NULL DEFAULT 1 CHECK (has_recap IN (0, 1))) STRICT;
INSERT INTO "schedules" VALUES(1,1,'whatif','weekly 0',1080,'Europe/Berlin',30,0,1,NULL,'',1,'','{"era": "modern"}','active',7,1700000000000,1700000000000,1700604800000,1700000500000,0);
CREATE TABLE shown (
    scope_kind TEXT NOT NULL CHECK (scope_kind IN ('guild', 'user')),
    scope_id INTEGER NOT NULL,
    item_id TEXT NOT NULL,
    shown_at INTEGER NOT NULL,
    PRIMARY KEY (scope_kind, scope_id, item_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "shown" VALUES('guild',1,'rr-f001',1700000000000);
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
, kind TEXT NOT NULL DEFAULT 'whatif'
    CHECK (kind IN ('whatif', 'fact', 'quote', 'question'))) STRICT;
INSERT INTO "suggestions" VALUES(500,1,5,'Ben','{"title":"the driver had kept to the quay?","background":"Franz Ferdinand''s driver took a wrong turning, and Princip shot him.","pod":{"date":"28 June 1914","place":"Sarajevo","change":"the driver keeps to the quay"},"source":"Christopher Clark, The Sleepwalkers","question":"Would another crisis have led to war?"}','approved',7,'',1700000000004,40,910,'own-w1','whatif');
CREATE INDEX audit_of_guild ON audit (guild_id, at);
CREATE INDEX reports_of_user ON reports (user_id, created_at);
CREATE INDEX reports_of_guild ON reports (guild_id, item_id, created_at);
CREATE UNIQUE INDEX quiz_session_in_channel ON quiz_sessions (channel_id) WHERE state <> 'over';
CREATE INDEX quiz_sessions_unfinished ON quiz_sessions (id) WHERE is_recapped = 0;
CREATE INDEX quiz_sessions_of_guild ON quiz_sessions (guild_id, over_at);
CREATE INDEX quiz_sessions_of_starter ON quiz_sessions (starter_id);
CREATE INDEX quiz_joiners_of_user ON quiz_joiners (user_id);
CREATE INDEX quiz_players_of_user ON quiz_players (user_id);
CREATE INDEX quiz_guesses_of_round ON quiz_guesses (session_id, number, user_id);
CREATE INDEX quiz_guesses_of_user ON quiz_guesses (user_id, at);
CREATE INDEX quiz_guesses_to_forget ON quiz_guesses (at) WHERE verdict <> 'accept' AND rule <> 'option' AND text <> '';
CREATE INDEX quiz_results_of_player ON quiz_results
    (guild_id, user_id, session_id, number, question_id, is_right, points, elapsed_ms, at, form);
CREATE INDEX quiz_results_of_question ON quiz_results (guild_id, question_id, user_id, is_right, points, counted_at);
CREATE INDEX quiz_results_of_user ON quiz_results (user_id);
CREATE INDEX quiz_totals_by_place ON quiz_totals
    (guild_id, period, pack_id, points DESC, right_answers DESC, user_id, asked);
CREATE INDEX quiz_totals_of_user ON quiz_totals (user_id);
CREATE INDEX schedules_due ON schedules (next_due_at) WHERE state = 'active';
CREATE INDEX schedules_of_guild ON schedules (guild_id);
CREATE INDEX schedules_of_creator ON schedules (creator_id);
CREATE INDEX scheduled_posts_open ON scheduled_posts (next_try_at) WHERE next_try_at IS NOT NULL;
CREATE INDEX scheduled_posts_polls ON scheduled_posts (poll_ends_at)
    WHERE poll_message_id IS NOT NULL AND poll_result IS NULL;
CREATE INDEX suggestions_of_guild ON suggestions (guild_id, state);
CREATE INDEX suggestions_of_user ON suggestions (user_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('schedules',1);
COMMIT;
