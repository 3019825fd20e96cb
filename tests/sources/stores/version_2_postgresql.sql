-- A store as version 2 of the schema wrote it, told in SQL.
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.audit_refuse() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.audit (
    id integer NOT NULL,
    "time" character varying NOT NULL,
    actor character varying NOT NULL,
    action character varying NOT NULL,
    subject character varying NOT NULL,
    detail character varying NOT NULL,
    previous character varying NOT NULL,
    hash character varying NOT NULL
);
CREATE TABLE public.location (
    key character varying NOT NULL,
    source_id character varying NOT NULL,
    mirror boolean NOT NULL
);
CREATE TABLE public.passage (
    id integer NOT NULL,
    source_id character varying NOT NULL,
    snapshot_sha256 character varying NOT NULL,
    paragraph integer NOT NULL,
    span_start integer NOT NULL,
    span_end integer NOT NULL,
    page integer,
    text character varying NOT NULL,
    context character varying NOT NULL,
    at character varying DEFAULT ''::character varying NOT NULL
);
CREATE SEQUENCE public.passage_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.passage_id_seq OWNED BY public.passage.id;
CREATE TABLE public.passage_search (
    rowid bigint NOT NULL,
    words text NOT NULL,
    context text NOT NULL,
    vector tsvector GENERATED ALWAYS AS ((setweight(to_tsvector('english'::regconfig, words), 'A'::"char") || setweight(to_tsvector('english'::regconfig, context), 'D'::"char"))) STORED
);
CREATE TABLE public.quotation (
    id integer NOT NULL,
    statement_id integer NOT NULL,
    "position" integer NOT NULL,
    text character varying NOT NULL
);
CREATE SEQUENCE public.quotation_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.quotation_id_seq OWNED BY public.quotation.id;
CREATE TABLE public.snapshot (
    id integer NOT NULL,
    sha256 character varying NOT NULL,
    source_id character varying NOT NULL,
    taken timestamp without time zone NOT NULL,
    size integer NOT NULL,
    media_type character varying NOT NULL
);
CREATE SEQUENCE public.snapshot_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.snapshot_id_seq OWNED BY public.snapshot.id;
CREATE TABLE public.source (
    id character varying NOT NULL,
    title character varying NOT NULL,
    publisher character varying,
    published date,
    location character varying NOT NULL,
    kind character varying NOT NULL,
    author character varying,
    on_record character varying DEFAULT 'on_record'::character varying NOT NULL,
    embargo timestamp without time zone,
    added_by character varying DEFAULT ''::character varying NOT NULL,
    why character varying DEFAULT ''::character varying NOT NULL
);
CREATE TABLE public.statement (
    id integer NOT NULL,
    passage_id integer NOT NULL,
    speaker_name character varying,
    speaker_type character varying NOT NULL,
    speaker_branch character varying,
    speaker_role character varying,
    speaker_organisation character varying,
    mention_start integer,
    mention_end integer,
    named boolean NOT NULL,
    resolved boolean NOT NULL,
    ambiguous boolean NOT NULL,
    reason character varying NOT NULL,
    text character varying NOT NULL,
    cue character varying NOT NULL,
    own_voice boolean NOT NULL
);
CREATE SEQUENCE public.statement_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.statement_id_seq OWNED BY public.statement.id;
CREATE TABLE public.store_setting (
    name character varying NOT NULL,
    value integer NOT NULL
);
CREATE TABLE public.vector (
    passage_id integer NOT NULL,
    encoder character varying NOT NULL,
    data bytea NOT NULL
);
ALTER TABLE ONLY public.passage ALTER COLUMN id SET DEFAULT nextval('public.passage_id_seq'::regclass);
ALTER TABLE ONLY public.quotation ALTER COLUMN id SET DEFAULT nextval('public.quotation_id_seq'::regclass);
ALTER TABLE ONLY public.snapshot ALTER COLUMN id SET DEFAULT nextval('public.snapshot_id_seq'::regclass);
ALTER TABLE ONLY public.statement ALTER COLUMN id SET DEFAULT nextval('public.statement_id_seq'::regclass);
INSERT INTO public.audit (id, "time", actor, action, subject, detail, previous, hash) VALUES (1, '2026-05-04T09:30:00.000000+00:00', 'lena', 'add', 'b86de440ca', '{"changes":{},"locations":["web:harbourwatch.example/report","web:harbourwatch.example/2026/nets"],"snapshot":"de513d1f9e2e6fcac0621b5c7eac83c4aab2a6a6dfd8e10665f251d12a76426c","state":"f505fc0ce30cd8399d09e9c35b2ef0547f7831561b3ab91df31cea8b7a420650","title":"Nets of Silence"}', '0000000000000000000000000000000000000000000000000000000000000000', '72dbaf401cbf61b9546759bebfb86b57e70d683ff557e9ef389be95a4cf66154');
INSERT INTO public.audit (id, "time", actor, action, subject, detail, previous, hash) VALUES (2, '2026-05-04T09:30:00.000000+00:00', 'lena', 'add', '48b19507c3', '{"changes":{},"locations":["web:weather.example"],"snapshot":"7c8e8c7fbea90f5fd4230eb7f0d748badaa2f34b0fc51d8cf42bcc87a40f49fe","state":"8d4ba05e8c4a0dfe02db69eaf267bd06cafb05221faf16c75bca7752b0eb8643","title":"Forecast \u2014 Monday''s"}', '72dbaf401cbf61b9546759bebfb86b57e70d683ff557e9ef389be95a4cf66154', '1df20a84b2a224fb48321a300f06c8a075770c5f2d042975a356cb214100a6a1');
INSERT INTO public.audit (id, "time", actor, action, subject, detail, previous, hash) VALUES (3, '2026-05-04T09:30:00.000000+00:00', 'lena', 'change', '48b19507c3', '{"changes":{},"locations":[],"snapshot":"2633fe8d9ff14ef3bc42ca03a20305d8f54c8a39aa01a988fb32a5d56e35cca9","state":"e61e4d51400557a287f5b1c14c1ae97c3e0d41abf8ddf874e643a000947ea4f8","title":"Forecast \u2014 Monday''s"}', '1df20a84b2a224fb48321a300f06c8a075770c5f2d042975a356cb214100a6a1', '3fddf36e6650cea67b6da0c17edc50c71a72df9ac7a2dfaf908a1d901bb81265');
INSERT INTO public.audit (id, "time", actor, action, subject, detail, previous, hash) VALUES (4, '2026-05-04T09:30:00.000000+00:00', 'mio', 'set', 'b86de440ca', '{"changes":{"added_by":["","lena"],"embargo":[null,"2026-05-09T06:00:00+00:00"],"on_record":["on_record","background"],"why":["","port story"]},"state":"3ad29c4398d9782a13c9530bf947b6aa101e85196c3e436dfb596852045a16d7","title":"Nets of Silence"}', '3fddf36e6650cea67b6da0c17edc50c71a72df9ac7a2dfaf908a1d901bb81265', 'a84ec07dec6f0f0be0a1bbd396fcd9dfffc387e88663b36d7f5fc5a1cfa1fb7e');
INSERT INTO public.location (key, source_id, mirror) VALUES ('web:harbourwatch.example/report', 'b86de440ca', false);
INSERT INTO public.location (key, source_id, mirror) VALUES ('web:harbourwatch.example/2026/nets', 'b86de440ca', true);
INSERT INTO public.location (key, source_id, mirror) VALUES ('web:weather.example', '48b19507c3', false);
INSERT INTO public.passage (id, source_id, snapshot_sha256, paragraph, span_start, span_end, page, text, context, at) VALUES (1, 'b86de440ca', 'de513d1f9e2e6fcac0621b5c7eac83c4aab2a6a6dfd8e10665f251d12a76426c', 1, 0, 38, NULL, 'Fourteen boats were held at Port Vell.', '', '');
INSERT INTO public.passage (id, source_id, snapshot_sha256, paragraph, span_start, span_end, page, text, context, at) VALUES (2, 'b86de440ca', 'de513d1f9e2e6fcac0621b5c7eac83c4aab2a6a6dfd8e10665f251d12a76426c', 2, 40, 74, NULL, 'Crews said that wages went unpaid.', '', '');
INSERT INTO public.passage (id, source_id, snapshot_sha256, paragraph, span_start, span_end, page, text, context, at) VALUES (4, '48b19507c3', '2633fe8d9ff14ef3bc42ca03a20305d8f54c8a39aa01a988fb32a5d56e35cca9', 1, 0, 28, NULL, 'Rain is expected on Tuesday.', '', '');
INSERT INTO public.passage_search (rowid, words, context) VALUES (4, 'rain is expected on tuesday.', '
forecast — monday''s');
INSERT INTO public.passage_search (rowid, words, context) VALUES (1, 'fourteen boats were held at port vell.', '
nets of silence');
INSERT INTO public.passage_search (rowid, words, context) VALUES (2, 'crews said that wages went unpaid.', '
nets of silence');
INSERT INTO public.quotation (id, statement_id, "position", text) VALUES (1, 1, 0, 'first words');
INSERT INTO public.quotation (id, statement_id, "position", text) VALUES (2, 1, 1, 'second words');
INSERT INTO public.quotation (id, statement_id, "position", text) VALUES (3, 2, 0, 'first words');
INSERT INTO public.quotation (id, statement_id, "position", text) VALUES (4, 2, 1, 'second words');
INSERT INTO public.snapshot (id, sha256, source_id, taken, size, media_type) VALUES (1, 'de513d1f9e2e6fcac0621b5c7eac83c4aab2a6a6dfd8e10665f251d12a76426c', 'b86de440ca', '2026-05-04 09:30:00', 74, 'text/plain');
INSERT INTO public.snapshot (id, sha256, source_id, taken, size, media_type) VALUES (2, '7c8e8c7fbea90f5fd4230eb7f0d748badaa2f34b0fc51d8cf42bcc87a40f49fe', '48b19507c3', '2026-05-04 09:30:00', 27, 'text/plain');
INSERT INTO public.snapshot (id, sha256, source_id, taken, size, media_type) VALUES (3, '2633fe8d9ff14ef3bc42ca03a20305d8f54c8a39aa01a988fb32a5d56e35cca9', '48b19507c3', '2026-05-04 09:30:00', 28, 'text/plain');
INSERT INTO public.source (id, title, publisher, published, location, kind, author, on_record, embargo, added_by, why) VALUES ('48b19507c3', 'Forecast — Monday''s', NULL, '2026-05-01', 'https://weather.example/', 'report', 'R. Venn', 'on_record', NULL, '', '');
INSERT INTO public.source (id, title, publisher, published, location, kind, author, on_record, embargo, added_by, why) VALUES ('b86de440ca', 'Nets of Silence', 'Harbour Watch', '2026-05-01', 'https://harbourwatch.example/report', 'report', 'R. Venn', 'background', '2026-05-09 06:00:00', 'lena', 'port story');
INSERT INTO public.statement (id, passage_id, speaker_name, speaker_type, speaker_branch, speaker_role, speaker_organisation, mention_start, mention_end, named, resolved, ambiguous, reason, text, cue, own_voice) VALUES (1, 1, 'Ada Lorn', 'ngo', NULL, 'director', NULL, 0, 4, true, false, false, '', 'Fourteen boats were held at Port Vell.', 'say', false);
INSERT INTO public.statement (id, passage_id, speaker_name, speaker_type, speaker_branch, speaker_role, speaker_organisation, mention_start, mention_end, named, resolved, ambiguous, reason, text, cue, own_voice) VALUES (2, 2, 'Ada Lorn', 'ngo', NULL, 'director', NULL, 0, 4, true, false, false, '', 'Crews said that wages went unpaid.', 'say', false);
INSERT INTO public.store_setting (name, value) VALUES ('schema', 2);
INSERT INTO public.store_setting (name, value) VALUES ('entries', 4);
INSERT INTO public.store_setting (name, value) VALUES ('revision', 4);
INSERT INTO public.vector (passage_id, encoder, data) VALUES (1, 'dba36bffa5cab0f922d087a3aeb179f9d4e745df40b323e1b1471402848c8a3e', '\x0000000000000000000000000000000000000000000000002ef9e43e00000000000000000000000000000000000000002ef9e43e00000000000000002ef9e43e000000002ef9e43e0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000002ef9e43e000000000000000000000000000000000000000000000000');
INSERT INTO public.vector (passage_id, encoder, data) VALUES (2, 'dba36bffa5cab0f922d087a3aeb179f9d4e745df40b323e1b1471402848c8a3e', '\x000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000003f00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000003f00000000000000000000000000000000000000000000003f0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000003f00000000');
INSERT INTO public.vector (passage_id, encoder, data) VALUES (4, 'dba36bffa5cab0f922d087a3aeb179f9d4e745df40b323e1b1471402848c8a3e', '\x000000000000000000000000000000003acd133f000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000003acd133f00000000000000000000000000000000000000000000000000000000000000000000000000000000000000003acd133f000000000000000000000000000000000000000000000000');
SELECT pg_catalog.setval('public.passage_id_seq', 4, true);
SELECT pg_catalog.setval('public.quotation_id_seq', 4, true);
SELECT pg_catalog.setval('public.snapshot_id_seq', 3, true);
SELECT pg_catalog.setval('public.statement_id_seq', 2, true);
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.location
    ADD CONSTRAINT location_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.passage
    ADD CONSTRAINT passage_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.passage_search
    ADD CONSTRAINT passage_search_pkey PRIMARY KEY (rowid);
ALTER TABLE ONLY public.quotation
    ADD CONSTRAINT quotation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.quotation
    ADD CONSTRAINT quotation_statement_id_position_key UNIQUE (statement_id, "position");
ALTER TABLE ONLY public.snapshot
    ADD CONSTRAINT snapshot_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.source
    ADD CONSTRAINT source_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_setting
    ADD CONSTRAINT store_setting_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.vector
    ADD CONSTRAINT vector_pkey PRIMARY KEY (passage_id, encoder);
CREATE INDEX ix_location_source_id ON public.location USING btree (source_id);
CREATE INDEX ix_passage_source_id ON public.passage USING btree (source_id);
CREATE INDEX ix_quotation_statement_id ON public.quotation USING btree (statement_id);
CREATE INDEX ix_snapshot_sha256 ON public.snapshot USING btree (sha256);
CREATE INDEX ix_snapshot_source_id ON public.snapshot USING btree (source_id);
CREATE INDEX ix_statement_passage_id ON public.statement USING btree (passage_id);
CREATE INDEX ix_statement_speaker_name ON public.statement USING btree (speaker_name);
CREATE INDEX passage_search_vector ON public.passage_search USING gin (vector);
CREATE TRIGGER audit_no_change BEFORE DELETE OR UPDATE ON public.audit FOR EACH ROW EXECUTE FUNCTION public.audit_refuse();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON public.audit FOR EACH STATEMENT EXECUTE FUNCTION public.audit_refuse();
ALTER TABLE ONLY public.location
    ADD CONSTRAINT location_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.source(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.passage
    ADD CONSTRAINT passage_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.source(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.quotation
    ADD CONSTRAINT quotation_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES public.statement(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.snapshot
    ADD CONSTRAINT snapshot_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.source(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_passage_id_fkey FOREIGN KEY (passage_id) REFERENCES public.passage(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.vector
    ADD CONSTRAINT vector_passage_id_fkey FOREIGN KEY (passage_id) REFERENCES public.passage(id) ON DELETE CASCADE;
