-- A store as version 1 of the schema wrote it, told in SQL.
PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TABLE store_setting (
	name VARCHAR NOT NULL, 
	value INTEGER NOT NULL, 
	PRIMARY KEY (name)
);
CREATE TABLE source (
	id VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	publisher VARCHAR, 
	published DATE, 
	location VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	author VARCHAR, 
	PRIMARY KEY (id)
);
CREATE TABLE location (
	"key" VARCHAR NOT NULL, 
	source_id VARCHAR NOT NULL, 
	mirror BOOLEAN NOT NULL, 
	PRIMARY KEY ("key"), 
	FOREIGN KEY(source_id) REFERENCES source (id) ON DELETE CASCADE
);
CREATE INDEX ix_location_source_id ON location (source_id);
CREATE TABLE snapshot (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	sha256 VARCHAR NOT NULL, 
	source_id VARCHAR NOT NULL, 
	taken DATETIME NOT NULL, 
	size INTEGER NOT NULL, 
	media_type VARCHAR NOT NULL, 
	FOREIGN KEY(source_id) REFERENCES source (id) ON DELETE CASCADE
);
CREATE INDEX ix_snapshot_sha256 ON snapshot (sha256);
CREATE INDEX ix_snapshot_source_id ON snapshot (source_id);
CREATE TABLE passage (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	source_id VARCHAR NOT NULL, 
	snapshot_sha256 VARCHAR NOT NULL, 
	paragraph INTEGER NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_end INTEGER NOT NULL, 
	page INTEGER, 
	text VARCHAR NOT NULL, 
	context VARCHAR NOT NULL, 
	FOREIGN KEY(source_id) REFERENCES source (id) ON DELETE CASCADE
);
CREATE INDEX ix_passage_source_id ON passage (source_id);
CREATE TABLE statement (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	passage_id INTEGER NOT NULL, 
	speaker_name VARCHAR, 
	speaker_type VARCHAR NOT NULL, 
	speaker_branch VARCHAR, 
	speaker_role VARCHAR, 
	speaker_organisation VARCHAR, 
	mention_start INTEGER, 
	mention_end INTEGER, 
	named BOOLEAN NOT NULL, 
	resolved BOOLEAN NOT NULL, 
	ambiguous BOOLEAN NOT NULL, 
	reason VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	cue VARCHAR NOT NULL, 
	own_voice BOOLEAN NOT NULL, 
	FOREIGN KEY(passage_id) REFERENCES passage (id) ON DELETE CASCADE
);
CREATE INDEX ix_statement_passage_id ON statement (passage_id);
CREATE INDEX ix_statement_speaker_name ON statement (speaker_name);
CREATE TABLE vector (
	passage_id INTEGER NOT NULL, 
	encoder VARCHAR NOT NULL, 
	data BLOB NOT NULL, 
	PRIMARY KEY (passage_id, encoder), 
	FOREIGN KEY(passage_id) REFERENCES passage (id) ON DELETE CASCADE
);
CREATE TABLE quotation (
	id INTEGER NOT NULL, 
	statement_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (statement_id, position), 
	FOREIGN KEY(statement_id) REFERENCES statement (id) ON DELETE CASCADE
);
CREATE INDEX ix_quotation_statement_id ON quotation (statement_id);
CREATE VIRTUAL TABLE passage_search USING fts5(words, context, tokenize = 'porter unicode61 remove_diacritics 2');
INSERT INTO store_setting (name, value) VALUES ('schema', 1);
INSERT INTO store_setting (name, value) VALUES ('revision', 3);
INSERT INTO source (id, title, publisher, published, location, kind, author) VALUES ('b86de440ca', 'Nets of Silence', 'Harbour Watch', '2026-05-01', 'https://harbourwatch.example/report', 'report', 'R. Venn');
INSERT INTO source (id, title, publisher, published, location, kind, author) VALUES ('48b19507c3', 'Forecast — Monday''s', NULL, '2026-05-01', 'https://weather.example/', 'report', 'R. Venn');
INSERT INTO location (key, source_id, mirror) VALUES ('web:harbourwatch.example/report', 'b86de440ca', 0);
INSERT INTO location (key, source_id, mirror) VALUES ('web:harbourwatch.example/2026/nets', 'b86de440ca', 1);
INSERT INTO location (key, source_id, mirror) VALUES ('web:weather.example', '48b19507c3', 0);
INSERT INTO snapshot (id, sha256, source_id, taken, size, media_type) VALUES (1, 'de513d1f9e2e6fcac0621b5c7eac83c4aab2a6a6dfd8e10665f251d12a76426c', 'b86de440ca', '2026-05-04 09:30:00.000000', 74, 'text/plain');
INSERT INTO snapshot (id, sha256, source_id, taken, size, media_type) VALUES (2, '7c8e8c7fbea90f5fd4230eb7f0d748badaa2f34b0fc51d8cf42bcc87a40f49fe', '48b19507c3', '2026-05-04 09:30:00.000000', 27, 'text/plain');
INSERT INTO snapshot (id, sha256, source_id, taken, size, media_type) VALUES (3, '2633fe8d9ff14ef3bc42ca03a20305d8f54c8a39aa01a988fb32a5d56e35cca9', '48b19507c3', '2026-05-04 09:30:00.000000', 28, 'text/plain');
INSERT INTO passage (id, source_id, snapshot_sha256, paragraph, span_start, span_end, page, text, context) VALUES (1, 'b86de440ca', 'de513d1f9e2e6fcac0621b5c7eac83c4aab2a6a6dfd8e10665f251d12a76426c', 1, 0, 38, NULL, 'Fourteen boats were held at Port Vell.', '');
INSERT INTO passage (id, source_id, snapshot_sha256, paragraph, span_start, span_end, page, text, context) VALUES (2, 'b86de440ca', 'de513d1f9e2e6fcac0621b5c7eac83c4aab2a6a6dfd8e10665f251d12a76426c', 2, 40, 74, NULL, 'Crews said that wages went unpaid.', '');
INSERT INTO passage (id, source_id, snapshot_sha256, paragraph, span_start, span_end, page, text, context) VALUES (4, '48b19507c3', '2633fe8d9ff14ef3bc42ca03a20305d8f54c8a39aa01a988fb32a5d56e35cca9', 1, 0, 28, NULL, 'Rain is expected on Tuesday.', '');
INSERT INTO statement (id, passage_id, speaker_name, speaker_type, speaker_branch, speaker_role, speaker_organisation, mention_start, mention_end, named, resolved, ambiguous, reason, text, cue, own_voice) VALUES (1, 1, 'Ada Lorn', 'ngo', NULL, 'director', NULL, 0, 4, 1, 0, 0, '', 'Fourteen boats were held at Port Vell.', 'say', 0);
INSERT INTO statement (id, passage_id, speaker_name, speaker_type, speaker_branch, speaker_role, speaker_organisation, mention_start, mention_end, named, resolved, ambiguous, reason, text, cue, own_voice) VALUES (2, 2, 'Ada Lorn', 'ngo', NULL, 'director', NULL, 0, 4, 1, 0, 0, '', 'Crews said that wages went unpaid.', 'say', 0);
INSERT INTO vector (passage_id, encoder, data) VALUES (1, 'dba36bffa5cab0f922d087a3aeb179f9d4e745df40b323e1b1471402848c8a3e', X'0000000000000000000000000000000000000000000000002EF9E43E00000000000000000000000000000000000000002EF9E43E00000000000000002EF9E43E000000002EF9E43E0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000002EF9E43E000000000000000000000000000000000000000000000000');
INSERT INTO vector (passage_id, encoder, data) VALUES (2, 'dba36bffa5cab0f922d087a3aeb179f9d4e745df40b323e1b1471402848c8a3e', X'000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000003F00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000003F00000000000000000000000000000000000000000000003F0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000003F00000000');
INSERT INTO vector (passage_id, encoder, data) VALUES (4, 'dba36bffa5cab0f922d087a3aeb179f9d4e745df40b323e1b1471402848c8a3e', X'000000000000000000000000000000003ACD133F000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000003ACD133F00000000000000000000000000000000000000000000000000000000000000000000000000000000000000003ACD133F000000000000000000000000000000000000000000000000');
INSERT INTO quotation (id, statement_id, position, text) VALUES (1, 1, 0, 'first words');
INSERT INTO quotation (id, statement_id, position, text) VALUES (2, 1, 1, 'second words');
INSERT INTO quotation (id, statement_id, position, text) VALUES (3, 2, 0, 'first words');
INSERT INTO quotation (id, statement_id, position, text) VALUES (4, 2, 1, 'second words');
INSERT INTO passage_search (rowid, words, context) VALUES (1, 'fourteen boats were held at port vell.', '
nets of silence');
INSERT INTO passage_search (rowid, words, context) VALUES (2, 'crews said that wages went unpaid.', '
nets of silence');
INSERT INTO passage_search (rowid, words, context) VALUES (4, 'rain is expected on tuesday.', '
forecast — monday''s');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence (name, seq) VALUES ('passage', 4);
INSERT INTO sqlite_sequence (name, seq) VALUES ('snapshot', 3);
INSERT INTO sqlite_sequence (name, seq) VALUES ('statement', 2);
PRAGMA application_id = 1096045142;
PRAGMA user_version = 1;
COMMIT;
