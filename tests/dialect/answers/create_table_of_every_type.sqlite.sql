-- create table samples with 22 columns

-- up
-- group 0
create table "samples" (
  "id" integer constraint "samples_pkey" primary key,
  "flag" integer not null default 1,
  "small" integer not null default -1,
  "medium" integer,
  "single" real not null default 1.5,
  "big" real,
  "body" text not null default 'it''s
"so"\',
  "title" text not null,
  "blob" blob not null default x'612762',
  "key" blob not null default x'0190f5d47c3b7a518f00123456789abc',
  "price" integer not null default 1250,
  "large" text not null default '12.5000',
  "any_number" text not null default '12.5',
  "seen_at" integer not null default 1795252500250000,
  "made_at" integer not null default (cast((julianday('now') - 2440587.5) * 86400000000 as integer)),
  "born" integer not null default -1,
  "begins" integer not null default 1795256100250000,
  "made" integer not null default (cast((julianday('now', 'localtime') - 2440587.5) * 86400000000 as integer)),
  "opens" integer not null default 36900000000,
  "closed" integer not null default (cast((julianday('now', 'localtime') - julianday('now', 'localtime', 'start of day')) * 86400000000 as integer)),
  "wait" text not null default 'P1DT2H',
  "notes" text not null default '{"it''s": []}',
  constraint "samples_title_key" unique ("title", "small"),
  constraint "samples_medium_check" check (medium > 0),
  constraint "samples_title_check" check ("title" in ('a', 'it''s'))
) strict;
create index "samples_born_idx" on "samples" ("born" desc, "small");

-- down
-- group 0
-- hazard loses_data: drops table samples with all its rows
drop table "samples";
