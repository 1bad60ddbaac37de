CREATE TABLE library_documents (
    id VARCHAR(12) NOT NULL,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    kind VARCHAR(40) NOT NULL,
    source TEXT NOT NULL,
    text TEXT NOT NULL,
    original TEXT NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_library_documents_source ON library_documents (source);

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
