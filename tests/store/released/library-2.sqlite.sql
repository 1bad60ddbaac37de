CREATE TABLE library_documents (
    id VARCHAR(12) NOT NULL,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    kind VARCHAR(40) NOT NULL,
    source TEXT NOT NULL,
    text TEXT NOT NULL,
    original TEXT NOT NULL,
    file TEXT DEFAULT '' NOT NULL,
    confidence FLOAT DEFAULT '1' NOT NULL,
    issuer TEXT DEFAULT '' NOT NULL,
    year VARCHAR(8) DEFAULT '' NOT NULL,
    fragment BOOLEAN DEFAULT 0 NOT NULL,
    changes JSON,
    signature BLOB,
    PRIMARY KEY (id)
);

CREATE INDEX ix_library_documents_file ON library_documents (file);

CREATE INDEX ix_library_documents_source ON library_documents (source);

CREATE TABLE library_files (
    path VARCHAR(700) NOT NULL,
    stamp VARCHAR(80) NOT NULL,
    settings VARCHAR(60) NOT NULL,
    outcome JSON NOT NULL,
    PRIMARY KEY (path)
);

CREATE TABLE library_shipped (
    path VARCHAR(400) NOT NULL,
    stamp VARCHAR(60) NOT NULL,
    content_hash VARCHAR(64) NOT NULL,
    PRIMARY KEY (path)
);

CREATE TABLE library_state (
    id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE library_vectors (
    text_hash VARCHAR(64) NOT NULL,
    embedder VARCHAR(120) NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (text_hash, embedder)
);

CREATE TABLE library_links (
    document VARCHAR(12) NOT NULL,
    other VARCHAR(12) NOT NULL,
    similarity FLOAT NOT NULL,
    PRIMARY KEY (document, other),
    FOREIGN KEY(document) REFERENCES library_documents (id),
    FOREIGN KEY(other) REFERENCES library_documents (id)
);

CREATE TABLE library_passages (
    id VARCHAR(24) NOT NULL,
    document VARCHAR(12) NOT NULL,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    heading TEXT NOT NULL,
    role VARCHAR(8) NOT NULL,
    text_hash VARCHAR(64) NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(document) REFERENCES library_documents (id)
);

CREATE INDEX ix_library_passages_document ON library_passages (document);

CREATE INDEX ix_library_passages_text_hash ON library_passages (text_hash);
