-- create enum mood (sad, glad)
-- add column users.mood enum mood null default 'sad'
-- add check users_mood_check mood in (sad, glad) to users
-- drop check users_mood_check of users
-- alter enum mood: 'sad' is 'it's sad', values (sad, glad) to (it's sad, glad)
-- alter column users.mood: default 'sad' to 'it's sad'
-- rename value 'sad' of users.mood to 'it's sad'
-- add check users_mood_check mood in (it's sad, glad) to users

-- up
-- group 0
create type "public"."mood" as enum ('sad', 'glad');
-- group 1
alter table "public"."users"
  add column "mood" "public"."mood" default 'sad';
-- group 2
-- hazard breaks_clients: programs that still say 'sad' for the enum mood fail from here on
alter type "public"."mood" rename value 'sad' to 'it''s sad';
-- group 3
alter table "public"."users"
  alter column "mood" set default 'it''s sad';

-- down
-- group 0
alter table "public"."users"
  alter column "mood" drop default;
-- group 1
-- hazard breaks_clients: programs that still say 'it's sad' for the enum mood fail from here on
alter type "public"."mood" rename value 'it''s sad' to 'sad';
-- group 2
alter table "public"."users"
  alter column "mood" set default 'sad';
-- hazard loses_data: drops column users.mood with its values
-- was column "public"."users"."mood"
alter table "public"."users"
  drop column "mood";
-- group 3
drop type "public"."mood";
