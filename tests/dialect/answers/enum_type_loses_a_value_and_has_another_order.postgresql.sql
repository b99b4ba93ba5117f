-- create enum mood (sad, ok, glad)
-- add column users.mood enum mood null default 'ok'
-- add column posts.mood enum mood null
-- alter enum mood: values (sad, ok, glad) to (ok, sad)

-- up
-- group 0
create type "public"."mood" as enum ('sad', 'ok', 'glad');
-- group 1
alter table "public"."users"
  add column "mood" "public"."mood" default 'ok';
-- group 2
alter table "public"."posts"
  add column "mood" "public"."mood";
-- group 3
-- hazard may_fail: enum mood: a row that holds 'glad' stops the migration; update such rows before it
-- hazard loses_others: enum mood is made anew: rights and a comment that others gave the type go with the old one
-- hazard rewrites: the new values of enum mood write posts anew while nobody can read it
-- hazard rewrites: the new values of enum mood write users anew while nobody can read it
-- hazard blocks_reads: the tables of enum mood change in one transaction: each stays locked until the last one is done
-- a type keeps its values and their order: a new one takes its place
alter type "public"."mood" rename to "__tenon_old_mood";
create type "public"."mood" as enum ('ok', 'sad');
-- writes the whole table anew under an exclusive lock
alter table "public"."posts"
  alter column "mood" type "public"."mood" using "mood"::text::"public"."mood";
-- writes the whole table anew under an exclusive lock
alter table "public"."users"
  alter column "mood" drop default,
  alter column "mood" type "public"."mood" using "mood"::text::"public"."mood",
  alter column "mood" set default 'ok';
drop type "public"."__tenon_old_mood";

-- down
-- group 0
-- hazard loses_others: enum mood is made anew: rights and a comment that others gave the type go with the old one
-- hazard rewrites: the new values of enum mood write posts anew while nobody can read it
-- hazard rewrites: the new values of enum mood write users anew while nobody can read it
-- hazard blocks_reads: the tables of enum mood change in one transaction: each stays locked until the last one is done
-- a type keeps its values and their order: a new one takes its place
alter type "public"."mood" rename to "__tenon_old_mood";
create type "public"."mood" as enum ('sad', 'ok', 'glad');
-- writes the whole table anew under an exclusive lock
alter table "public"."posts"
  alter column "mood" type "public"."mood" using "mood"::text::"public"."mood";
-- writes the whole table anew under an exclusive lock
alter table "public"."users"
  alter column "mood" drop default,
  alter column "mood" type "public"."mood" using "mood"::text::"public"."mood",
  alter column "mood" set default 'ok';
drop type "public"."__tenon_old_mood";
-- group 1
-- hazard loses_data: drops column posts.mood with its values
-- was column "public"."posts"."mood"
alter table "public"."posts"
  drop column "mood";
-- group 2
-- hazard loses_data: drops column users.mood with its values
-- was column "public"."users"."mood"
alter table "public"."users"
  drop column "mood";
-- group 3
drop type "public"."mood";
