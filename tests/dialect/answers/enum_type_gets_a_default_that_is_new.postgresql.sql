-- create enum mood (sad, glad)
-- add column users.mood enum mood null default 'sad'
-- alter enum mood: values (sad, glad) to (sad, glad, wild)
-- alter column users.mood: default 'sad' to 'wild'

-- up
-- group 0
create type "public"."mood" as enum ('sad', 'glad');
-- group 1
alter table "public"."users"
  add column "mood" "public"."mood" default 'sad';
-- group 2
-- in a transaction of its own: nothing can use the value before it ends
alter type "public"."mood" add value 'wild' after 'glad';
-- group 3
alter table "public"."users"
  alter column "mood" set default 'wild';

-- down
-- group 0
alter table "public"."users"
  alter column "mood" set default 'sad';
-- group 1
-- hazard may_fail: enum mood: a row that holds 'wild' stops the migration; update such rows before it
-- hazard loses_others: enum mood is made anew: rights and a comment that others gave the type go with the old one
-- hazard rewrites: the new values of enum mood write users anew while nobody can read it
-- a type keeps its values and their order: a new one takes its place
alter type "public"."mood" rename to "__tenon_old_mood";
create type "public"."mood" as enum ('sad', 'glad');
-- writes the whole table anew under an exclusive lock
alter table "public"."users"
  alter column "mood" drop default,
  alter column "mood" type "public"."mood" using "mood"::text::"public"."mood",
  alter column "mood" set default 'sad';
drop type "public"."__tenon_old_mood";
-- group 2
-- hazard loses_data: drops column users.mood with its values
-- was column "public"."users"."mood"
alter table "public"."users"
  drop column "mood";
-- group 3
drop type "public"."mood";
