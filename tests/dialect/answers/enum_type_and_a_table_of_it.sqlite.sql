-- create enum mood (sad, it's ok)
-- create table moods with 2 columns

-- up
-- group 0
create table "moods" (
  "id" integer constraint "moods_pkey" primary key,
  "mood" text default 'it''s ok',
  constraint "moods_mood_check" check ("mood" in ('sad', 'it''s ok'))
) strict;

-- down
-- group 0
-- hazard loses_data: drops table moods with all its rows
drop table "moods";
