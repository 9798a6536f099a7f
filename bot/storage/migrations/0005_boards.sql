-- What the question of a round was about when it was asked; of rounds from before, no topics are known.
CREATE TABLE quiz_round_topics (
    session_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    topic TEXT NOT NULL,
    PRIMARY KEY (session_id, number, topic),
    FOREIGN KEY (session_id, number) REFERENCES quiz_rounds (session_id, number)
) STRICT, WITHOUT ROWID;

-- Sums over the results of the quizzes that counted, of all time; the pack '' stands for all.
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

CREATE INDEX quiz_topic_totals_of_user ON quiz_topic_totals (user_id);

-- What a player's results in a quiz come to. In the last two columns round 3 is bit 3: a quiz has at most 50 rounds.
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

INSERT INTO quiz_played
SELECT session_id, user_id, guild_id, SUM(points), SUM(is_right), COUNT(*), MAX(at),
    MIN(CASE WHEN is_right = 1 AND form <> 'estimate' THEN elapsed_ms END),
    SUM(1 << number), SUM(is_right << number)
FROM quiz_results GROUP BY session_id, user_id, guild_id;

CREATE INDEX quiz_played_of_user ON quiz_played (user_id, guild_id);

-- That and when a quiz counted is said by the quiz itself; boards read sums, statistics a player's answers by question.
DROP INDEX quiz_results_of_player;
DROP INDEX quiz_results_of_question;
DROP INDEX quiz_results_of_user;
ALTER TABLE quiz_results DROP COLUMN counted_at;
CREATE INDEX quiz_results_of_user ON quiz_results (user_id, guild_id, question_id, is_right);
