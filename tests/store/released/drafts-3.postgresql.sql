CREATE TABLE drafts (
    id VARCHAR(32) NOT NULL,
    kind VARCHAR(64) NOT NULL,
    title VARCHAR(500) NOT NULL,
    created TIMESTAMP WITH TIME ZONE NOT NULL,
    changed TIMESTAMP WITH TIME ZONE NOT NULL,
    owner VARCHAR(64) DEFAULT '' NOT NULL,
    revision INTEGER DEFAULT '0' NOT NULL,
    archived BOOLEAN DEFAULT false NOT NULL,
    finished BOOLEAN DEFAULT false NOT NULL,
    written BOOLEAN DEFAULT true NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_drafts_changed ON drafts (changed);

CREATE INDEX ix_drafts_owner ON drafts (owner);

CREATE TABLE work (
    draft_id VARCHAR(32) NOT NULL,
    run VARCHAR(32) NOT NULL,
    state VARCHAR(16) NOT NULL,
    message VARCHAR(500) NOT NULL,
    saved BOOLEAN NOT NULL,
    engine VARCHAR(16) NOT NULL,
    variant INTEGER NOT NULL,
    brief JSON NOT NULL,
    outline JSON NOT NULL,
    begun TIMESTAMP WITH TIME ZONE NOT NULL,
    beat TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (draft_id)
);

CREATE INDEX ix_work_run ON work (run);

CREATE TABLE versions (
    draft_id VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    note VARCHAR(200) NOT NULL,
    created TIMESTAMP WITH TIME ZONE NOT NULL,
    content JSON NOT NULL,
    name VARCHAR(60) DEFAULT '' NOT NULL,
    step VARCHAR(8) DEFAULT '' NOT NULL,
    PRIMARY KEY (draft_id, number),
    FOREIGN KEY(draft_id) REFERENCES drafts (id) ON DELETE CASCADE
);

CREATE INDEX versions_by_draft ON versions (draft_id, number);

CREATE TABLE work_sections (
    draft_id VARCHAR(32) NOT NULL,
    section_id VARCHAR(64) NOT NULL,
    content JSON NOT NULL,
    notices JSON NOT NULL,
    PRIMARY KEY (draft_id, section_id),
    FOREIGN KEY(draft_id) REFERENCES work (draft_id) ON DELETE CASCADE
);
