CREATE TABLE drafts (
    id VARCHAR(32) NOT NULL,
    kind VARCHAR(64) NOT NULL,
    title VARCHAR(500) NOT NULL,
    created TIMESTAMP WITH TIME ZONE NOT NULL,
    changed TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_drafts_changed ON drafts (changed);

CREATE TABLE versions (
    draft_id VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    note VARCHAR(200) NOT NULL,
    created TIMESTAMP WITH TIME ZONE NOT NULL,
    content JSON NOT NULL,
    PRIMARY KEY (draft_id, number),
    FOREIGN KEY(draft_id) REFERENCES drafts (id) ON DELETE CASCADE
);

CREATE INDEX versions_by_draft ON versions (draft_id, number);
