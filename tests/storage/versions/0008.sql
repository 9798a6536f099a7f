BEGIN TRANSACTION;
CREATE TABLE aliases (
    guild_id INTEGER NOT NULL,
    question_id TEXT NOT NULL,
    normal TEXT NOT NULL,
    reviewer_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (guild_id, question_id, normal)
) STRICT, WITHOUT ROWID;
INSERT INTO "aliases" VALUES(1,'rr-q001','kronstad',6,1700000000001);
CREATE TABLE appeal_askers (
    appeal_id INTEGER NOT NULL REFERENCES appeals (id) ON DELETE CASCADE,
    user_id INTEGER NOT NULL,
    why TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    PRIMARY KEY (appeal_id, user_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "appeal_askers" VALUES(800,5,'It is the same town.',1700000000000);
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
INSERT INTO "appeals" VALUES(800,1,200,1,'kronstad',1700000000000,'accepted',6,'',1700000000001,NULL,NULL,0);
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    guild_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
INSERT INTO "audit" VALUES(1,1,7,'staff_channel','{"before": null, "after": 10}',1700000000002);
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
INSERT INTO "competition_actions" VALUES(720,710,1,1700000000000,3,'adjust',5,NULL,NULL,10,'typo in the question',NULL);
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
INSERT INTO "competition_entrants" VALUES(710,5,'Anna',5,1699999999999,1,'in');
INSERT INTO "competition_entrants" VALUES(710,6,'Ben',6,1699999999999,2,'in');
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
INSERT INTO "competition_matches" VALUES(710,1,1,1,1,'[]','open',NULL,NULL);
CREATE TABLE competition_members (
    competition_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    entrant_id INTEGER NOT NULL,
    wants_ping INTEGER NOT NULL DEFAULT 1 CHECK (wants_ping IN (0, 1)),
    PRIMARY KEY (competition_id, user_id),
    FOREIGN KEY (competition_id, entrant_id) REFERENCES competition_entrants (competition_id, entrant_id)
        ON UPDATE CASCADE ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO "competition_members" VALUES(710,5,5,1);
INSERT INTO "competition_members" VALUES(710,6,6,0);
CREATE TABLE competition_ready (
    competition_id INTEGER NOT NULL,
    stage INTEGER NOT NULL,
    number INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (competition_id, stage, number, user_id),
    FOREIGN KEY (competition_id, stage, number) REFERENCES competition_matches (competition_id, stage, number)
) STRICT, WITHOUT ROWID;
INSERT INTO "competition_ready" VALUES(710,1,1,5,1700000000000);
CREATE TABLE competition_rooms (
    competition_id INTEGER NOT NULL REFERENCES competitions (id),
    room INTEGER NOT NULL,
    thread_id INTEGER NOT NULL,
    card_message_id INTEGER,
    PRIMARY KEY (competition_id, room)
) STRICT, WITHOUT ROWID;
INSERT INTO "competition_rooms" VALUES(710,1,22,NULL);
CREATE TABLE competition_said (
    competition_id INTEGER NOT NULL REFERENCES competitions (id),
    key TEXT NOT NULL,
    channel_id INTEGER NOT NULL,
    message_id INTEGER,
    at INTEGER NOT NULL,
    PRIMARY KEY (competition_id, key)
) STRICT, WITHOUT ROWID;
INSERT INTO "competition_said" VALUES(710,'draw',2,23,1700000000000);
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
INSERT INTO "competition_slots" VALUES(710,1,1,5,NULL,0);
INSERT INTO "competition_slots" VALUES(710,1,1,6,NULL,0);
CREATE TABLE competition_stages (
    competition_id INTEGER NOT NULL REFERENCES competitions (id),
    stage INTEGER NOT NULL CHECK (stage > 0),
    packet TEXT NOT NULL,
    PRIMARY KEY (competition_id, stage)
) STRICT, WITHOUT ROWID;
INSERT INTO "competition_stages" VALUES(710,1,'["rr-q001"]');
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
INSERT INTO "competitions" VALUES(710,1,2,3,'Friday quiz','{"format": "knockout", "quizzes": 1, "questions": 10, "mode": "buttons", "scoring": "everyone", "limit_s": 0, "level": null, "filters": {}, "group": 2, "advance": 1, "min_entrants": 2, "max_entrants": 256, "team_min": 1, "team_max": 25, "team_score": "best", "best_of": 3, "role_ids": [], "champion_role_id": null, "ready_s": 300, "break_s": 60}',7,'Europe/Berlin',1700000000000,1700000000000,'running',1,1700000000000,NULL,1700000300000,NULL,20,21,1699999999999,NULL,'');
CREATE TABLE guild_settings (
    guild_id INTEGER PRIMARY KEY,
    staff_channel_id INTEGER
, time_zone TEXT NOT NULL DEFAULT 'UTC', host_role_id INTEGER, reviewer_role_id INTEGER, factor_pct INTEGER NOT NULL DEFAULT 100 CHECK (factor_pct BETWEEN 100 AND 300), grace_ms INTEGER NOT NULL DEFAULT 1500 CHECK (grace_ms BETWEEN 0 AND 5000), quiz_channel_id INTEGER, recency_years INTEGER NOT NULL DEFAULT 0
    CHECK (recency_years BETWEEN 0 AND 100), excluded_roles TEXT NOT NULL DEFAULT '[]') STRICT;
INSERT INTO "guild_settings" VALUES(1,10,'Europe/Berlin',20,21,150,2000,NULL,20,'[]');
INSERT INTO "guild_settings" VALUES(2,NULL,'UTC',NULL,NULL,100,1500,NULL,0,'[]');
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
CREATE TABLE quiz_played (
    session_id INTEGER NOT NULL REFERENCES quiz_sessions (id),
    user_id INTEGER NOT NULL,
    guild_id INTEGER NOT NULL,
    points INTEGER NOT NULL,
    right_answers INTEGER NOT NULL,
    asked INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    fastest_ms INTEGER,
    asked_rounds INTEGER NOT NULL,
    right_rounds INTEGER NOT NULL,
    PRIMARY KEY (session_id, user_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "quiz_played" VALUES(200,5,1,90,1,1,1700000000030,10,2,2);
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
    PRIMARY KEY (session_id, number, user_id),
    FOREIGN KEY (session_id, number) REFERENCES quiz_rounds (session_id, number)
) STRICT, WITHOUT ROWID;
INSERT INTO "quiz_results" VALUES(200,1,5,1,'rr-q001','typed',300,1,90,10,1700000000030);
CREATE TABLE quiz_round_topics (
    session_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    topic TEXT NOT NULL,
    PRIMARY KEY (session_id, number, topic),
    FOREIGN KEY (session_id, number) REFERENCES quiz_rounds (session_id, number)
) STRICT, WITHOUT ROWID;
INSERT INTO "quiz_round_topics" VALUES(200,1,'kronstadt');
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
CREATE TABLE quiz_topic_totals (
    guild_id INTEGER NOT NULL,
    topic TEXT NOT NULL,
    pack_id TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    points INTEGER NOT NULL,
    right_answers INTEGER NOT NULL,
    asked INTEGER NOT NULL,
    PRIMARY KEY (guild_id, topic, pack_id, user_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "quiz_topic_totals" VALUES(1,'kronstadt','',5,90,1,1);
INSERT INTO "quiz_topic_totals" VALUES(1,'kronstadt','rr',5,90,1,1);
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
CREATE TABLE season_champions (
    season_id INTEGER NOT NULL REFERENCES seasons (id),
    user_id INTEGER NOT NULL,
    has_role INTEGER NOT NULL DEFAULT 0 CHECK (has_role IN (0, 1)),
    PRIMARY KEY (season_id, user_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "season_champions" VALUES(1,5,1);
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
INSERT INTO "seasons" VALUES(1,1,'Cup of November','2026-11-01','2026-11-30','Europe/Berlin',30,'monthly',1,'ranked','["rr"]',3,77,1761951600000,1764543600000,3,1764543600001,1,1,905);
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
CREATE TABLE team_members (
    guild_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    team_id INTEGER NOT NULL REFERENCES teams (id),
    joined_at INTEGER NOT NULL,
    PRIMARY KEY (guild_id, user_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "team_members" VALUES(1,5,700,1700000000000);
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
INSERT INTO "teams" VALUES(700,1,'Reds','reds',5,NULL,1700000000000,NULL);
INSERT INTO "teams" VALUES(701,1,'Blues','blues',6,40,1700000000000,1700000000001);
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
CREATE INDEX quiz_topic_totals_of_user ON quiz_topic_totals (user_id);
CREATE INDEX quiz_played_of_user ON quiz_played (user_id, guild_id);
CREATE INDEX quiz_results_of_user ON quiz_results (user_id, guild_id, question_id, is_right);
CREATE UNIQUE INDEX teams_by_name ON teams (guild_id, name_key) WHERE disbanded_at IS NULL;
CREATE INDEX teams_of_captain ON teams (captain_id);
CREATE INDEX team_members_of_team ON team_members (team_id, joined_at);
CREATE INDEX team_members_of_user ON team_members (user_id);
CREATE INDEX competitions_unfinished ON competitions (id) WHERE phase IN ('signup', 'drawn', 'running');
CREATE INDEX competitions_of_guild ON competitions (guild_id, phase);
CREATE INDEX competitions_of_creator ON competitions (creator_id);
CREATE INDEX competition_entrants_by_id ON competition_entrants (entrant_id);
CREATE INDEX competition_entrants_of_captain ON competition_entrants (captain_id);
CREATE INDEX competition_members_of_entrant ON competition_members (competition_id, entrant_id);
CREATE INDEX competition_members_of_user ON competition_members (user_id);
CREATE INDEX competition_matches_of_session ON competition_matches (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX competition_slots_of_entrant ON competition_slots (competition_id, entrant_id);
CREATE INDEX competition_ready_of_user ON competition_ready (user_id);
CREATE INDEX competition_actions_of_competition ON competition_actions (competition_id, id);
CREATE INDEX competition_actions_of_host ON competition_actions (by_id);
CREATE INDEX seasons_of_guild ON seasons (guild_id, starts_at);
CREATE INDEX seasons_to_end ON seasons (ends_at) WHERE over_at IS NULL;
CREATE INDEX seasons_to_tell ON seasons (id) WHERE over_at IS NOT NULL AND (is_told = 0 OR has_moved_role = 0);
CREATE INDEX seasons_of_creator ON seasons (creator_id);
CREATE INDEX season_champions_of_user ON season_champions (user_id);
CREATE INDEX appeals_open ON appeals (guild_id) WHERE state = 'open';
CREATE INDEX appeals_to_tell ON appeals (id) WHERE state <> 'open' AND is_told = 0;
CREATE INDEX appeals_of_reviewer ON appeals (reviewer_id);
CREATE INDEX appeal_askers_of_user ON appeal_askers (user_id, asked_at);
CREATE INDEX aliases_of_reviewer ON aliases (reviewer_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('schedules',1);
INSERT INTO "sqlite_sequence" VALUES('seasons',1);
COMMIT;
