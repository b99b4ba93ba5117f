create table "users" (
  "id" integer constraint "users_pkey" primary key,
  "email" text not null,
  "name" text not null,
  "role" text not null default 'reader',
  "bio" text,
  "age" integer not null,
  constraint "users_email_key" unique ("email"),
  constraint "users_role_check" check ("role" in ('reader', 'author'))
) strict;

create table "posts" (
  "id" integer constraint "posts_pkey" primary key,
  "author_id" integer not null,
  "title" text not null,
  constraint "posts_author_id_fkey" foreign key ("author_id") references "users" ("id") on delete cascade
) strict;

create index "posts_author_id_idx" on "posts" ("author_id");

create table "audit.events" (
  "id" integer constraint "events_pkey" primary key,
  "at" integer not null,
  "cost" integer not null
) strict;

create table "hours" (
  "moment" integer not null,
  "begins" integer not null,
  "day" integer not null,
  "opens" integer not null,
  "waits" text not null,
  "notes" text not null,
  "told" text not null,
  "said" text not null,
  "meant" text not null,
  "noted" text not null
) strict;

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

create table "audit.reads" (
  "user_id" integer not null,
  "post_id" integer not null,
  constraint "reads_pkey" primary key ("user_id", "post_id"),
  constraint "reads_user_id_fkey" foreign key ("user_id") references "users" ("id") on delete cascade on update cascade
) strict;

create table "a" (
  "id" integer constraint "a_pkey" primary key,
  "other_id" integer,
  constraint "a_other_id_fkey" foreign key ("other_id") references "b" ("id")
) strict;

create table "b" (
  "id" integer constraint "b_pkey" primary key,
  "other_id" integer,
  constraint "b_other_id_fkey" foreign key ("other_id") references "a" ("id")
) strict;

create view "someone" as
select 1 as id, 'Ada' as name;

create view "audit.names" as
select name from someone;
