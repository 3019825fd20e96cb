-- A store as version 2 of the schema wrote it, told in SQL.
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
	on_record VARCHAR DEFAULT 'on_record' NOT NULL, 
	embargo DATETIME, 
	added_by VARCHAR DEFAULT '' NOT NULL, 
	why VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE audit (
	id INTEGER NOT NULL, 
	time VARCHAR NOT NULL, 
	actor VARCHAR NOT NULL, 
	action VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	detail VARCHAR NOT NULL, 
	previous VARCHAR NOT NULL, 
	hash VARCHAR NOT NULL, 
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
CREATE INDEX ix_snapshot_source_id ON snapshot (source_id);
CREATE INDEX ix_snapshot_sha256 ON snapshot (sha256);
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
	at VARCHAR DEFAULT '' NOT NULL, 
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
CREATE INDEX ix_statement_speaker_name ON statement (speaker_name);
CREATE INDEX ix_statement_passage_id ON statement (passage_id);
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
INSERT INTO store_setting (name, value) VALUES ('schema', 2);
INSERT INTO store_setting (name, value) VALUES ('revision', 4);
INSERT INTO store_setting (name, value) VALUES ('entries', 4);
INSERT INTO source (id, title, publisher, published, location, kind, author, on_record, embargo, added_by, why) VALUES ('b86de440ca', 'Nets of Silence', 'Harbour Watch', '2026-05-01', 'https://harbourwatch.example/report', 'report', 'R. Venn', 'background', '2026-05-09 06:00:00.000000', 'lena', 'port story');
INSERT INTO source (id, title, publisher, published, location, kind, author, on_record, embargo, added_by, why) VALUES ('48b19507c3', 'Forecast — Monday''s', NULL, '2026-05-01', 'https://weather.example/', 'report', 'R. Venn', 'on_record', NULL, '', '');
INSERT INTO audit (id, time, actor, action, subject, detail, previous, hash) VALUES (1, '2026-05-04T09:30:00.000000+00:00', 'lena', 'add', 'b86de440ca', '{"changes":{},"locations":["web:harbourwatch.example/report","web:harbourwatch.example/2026/nets"],"snapshot":"de513d1f9e2e6fcac0621b5c7eac83c4aab2a6a6dfd8e10665f251d12a76426c","state":"f505fc0ce30cd8399d09e9c35b2ef0547f7831561b3ab91df31cea8b7a420650","title":"Nets of Silence"}', '0000000000000000000000000000000000000000000000000000000000000000', '72dbaf401cbf61b9546759bebfb86b57e70d683ff557e9ef389be95a4cf66154');
INSERT INTO audit (id, time, actor, action, subject, detail, previous, hash) VALUES (2, '2026-05-04T09:30:00.000000+00:00', 'lena', 'add', '48b19507c3', '{"changes":{},"locations":["web:weather.example"],"snapshot":"7c8e8c7fbea90f5fd4230eb7f0d748badaa2f34b0fc51d8cf42bcc87a40f49fe","state":"8d4ba05e8c4a0dfe02db69eaf267bd06cafb05221faf16c75bca7752b0eb8643","title":"Forecast \u2014 Monday''s"}', '72dbaf401cbf61b9546759bebfb86b57e70d683ff557e9ef389be95a4cf66154', '1df20a84b2a224fb48321a300f06c8a075770c5f2d042975a356cb214100a6a1');
INSERT INTO audit (id, time, actor, action, subject, detail, previous, hash) VALUES (3, '2026-05-04T09:30:00.000000+00:00', 'lena', 'change', '48b19507c3', '{"changes":{},"locations":[],"snapshot":"2633fe8d9ff14ef3bc42ca03a20305d8f54c8a39aa01a988fb32a5d56e35cca9","state":"e61e4d51400557a287f5b1c14c1ae97c3e0d41abf8ddf874e643a000947ea4f8","title":"Forecast \u2014 Monday''s"}', '1df20a84b2a224fb48321a300f06c8a075770c5f2d042975a356cb214100a6a1', '3fddf36e6650cea67b6da0c17edc50c71a72df9ac7a2dfaf908a1d901bb81265');
INSERT INTO audit (id, time, actor, action, subject, detail, previous, hash) VALUES (4, '2026-05-04T09:30:00.000000+00:00', 'mio', 'set', 'b86de440ca', '{"changes":{"added_by":["","lena"],"embargo":[null,"2026-05-09T06:00:00+00:00"],"on_record":["on_record","background"],"why":["","port story"]},"state":"3ad29c4398d9782a13c9530bf947b6aa101e85196c3e436dfb596852045a16d7","title":"Nets of Silence"}', '3fddf36e6650cea67b6da0c17edc50c71a72df9ac7a2dfaf908a1d901bb81265', 'a84ec07dec6f0f0be0a1bbd396fcd9dfffc387e88663b36d7f5fc5a1cfa1fb7e');
INSERT INTO location (key, source_id, mirror) VALUES ('web:harbourwatch.example/report', 'b86de440ca', 0);
INSERT INTO location (key, source_id, mirror) VALUES ('web:harbourwatch.example/2026/nets', 'b86de440ca', 1);
INSERT INTO location (key, source_id, mirror) VALUES ('web:weather.example', '48b19507c3', 0);
INSERT INTO snapshot (id, sha256, source_id, taken, size, media_type) VALUES (1, 'de513d1f9e2e6fcac0621b5c7eac83c4aab2a6a6dfd8e10665f251d12a76426c', 'b86de440ca', '2026-05-04 09:30:00.000000', 74, 'text/plain');
INSERT INTO snapshot (id, sha256, source_id, taken, size, media_type) VALUES (2, '7c8e8c7fbea90f5fd4230eb7f0d748badaa2f34b0fc51d8cf42bcc87a40f49fe', '48b19507c3', '2026-05-04 09:30:00.000000', 27, 'text/plain');
INSERT INTO snapshot (id, sha256, source_id, taken, size, media_type) VALUES (3, '2633fe8d9ff14ef3bc42ca03a20305d8f54c8a39aa01a988fb32a5d56e35cca9', '48b19507c3', '2026-05-04 09:30:00.000000', 28, 'text/plain');
INSERT INTO passage (id, source_id, snapshot_sha256, paragraph, span_start, span_end, page, text, context, at) VALUES (1, 'b86de440ca', 'de513d1f9e2e6fcac0621b5c7eac83c4aab2a6a6dfd8e10665f251d12a76426c', 1, 0, 38, NULL, 'Fourteen boats were held at Port Vell.', '', '');
INSERT INTO passage (id, source_id, snapshot_sha256, paragraph, span_start, span_end, page, text, context, at) VALUES (2, 'b86de440ca', 'de513d1f9e2e6fcac0621b5c7eac83c4aab2a6a6dfd8e10665f251d12a76426c', 2, 40, 74, NULL, 'Crews said that wages went unpaid.', '', '');
INSERT INTO passage (id, source_id, snapshot_sha256, paragraph, span_start, span_end, page, text, context, at) VALUES (4, '48b19507c3', '2633fe8d9ff14ef3bc42ca03a20305d8f54c8a39aa01a988fb32a5d56e35cca9', 1, 0, 28, NULL, 'Rain is expected on Tuesday.', '', '');
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
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE id >= NEW.id) BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
PRAGMA application_id = 1096045142;
PRAGMA user_version = 2;
COMMIT;
