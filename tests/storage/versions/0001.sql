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
) STRICT;
INSERT INTO "guild_settings" VALUES(1,10);
INSERT INTO "guild_settings" VALUES(2,NULL);
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
INSERT INTO "reports" VALUES(101,'rr-f001',NULL,6,'wrong',1700000000004,'posted',70,700);
CREATE TABLE shown (
    scope_kind TEXT NOT NULL CHECK (scope_kind IN ('guild', 'user')),
    scope_id INTEGER NOT NULL,
    item_id TEXT NOT NULL,
    shown_at INTEGER NOT NULL,
    PRIMARY KEY (scope_kind, scope_id, item_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "shown" VALUES('guild',1,'rr-f001',1700000000000);
INSERT INTO "shown" VALUES('user',5,'rr-f002',1700000000001);
CREATE INDEX audit_of_guild ON audit (guild_id, at);
CREATE INDEX reports_of_user ON reports (user_id, created_at);
CREATE INDEX reports_of_guild ON reports (guild_id, item_id, created_at);
COMMIT;
