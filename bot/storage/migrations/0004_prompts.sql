-- Nothing that happened less than so many years ago is posted or taken as a what-if; 0: no such rule.
ALTER TABLE guild_settings ADD COLUMN recency_years INTEGER NOT NULL DEFAULT 0
    CHECK (recency_years BETWEEN 0 AND 100);

ALTER TABLE schedules ADD COLUMN has_recap INTEGER NOT NULL DEFAULT 1 CHECK (has_recap IN (0, 1));

-- What the staff was told last of a recap that did not come.
ALTER TABLE scheduled_posts ADD COLUMN recap_fault TEXT NOT NULL DEFAULT '';

ALTER TABLE suggestions ADD COLUMN kind TEXT NOT NULL DEFAULT 'whatif'
    CHECK (kind IN ('whatif', 'fact', 'quote', 'question'));
