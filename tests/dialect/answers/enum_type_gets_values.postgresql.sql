-- create enum mood (sad, glad)
-- add column users.mood enum mood null
-- alter enum mood: values (sad, glad) to (angry, sad, ok, glad, wild)

-- up
-- group 0
create type "public"."mood" as enum ('sad', 'glad');
-- group 1
alter table "public"."users"
  add column "mood" "public"."mood";
-- group 2
-- in a transaction of its own: nothing can use the value before it ends
alter type "public"."mood" add value 'angry' before 'sad';
alter type "public"."mood" add value 'ok' after 'sad';
alter type "public"."mood" add value 'wild' after 'glad';

-- down
-- group 0
-- hazard may_fail: enum mood: a row that holds 'angry' or 'ok' or 'wild' stops the migration; update such rows before it
-- hazard loses_others: enum mood is made anew: rights and a comment that others gave the type go with the old one
-- hazard rewrites: the new values of enum mood write users anew while nobody can read it
-- a type keeps its values and their order: a new one takes its place
alter type "public"."mood" rename to "__tenon_old_mood";
create type "public"."mood" as enum ('sad', 'glad');
-- writes the whole table anew under an exclusive lock
alter table "public"."users"
  alter column "mood" type "public"."mood" using "mood"::text::"public"."mood";
drop type "public"."__tenon_old_mood";
-- group 1
-- hazard loses_data: drops column users.mood with its values
-- was column "public"."users"."mood"
alter table "public"."users"
  drop column "mood";
-- group 2
drop type "public"."mood";
