-- create table a with 2 columns
-- create table b with 2 columns
-- add foreign key a_other_id_fkey (other_id) referencing b (id) to a

-- up
-- group 0
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

-- down
-- group 0, rebuilds a
-- hazard loses_data: drops table a with all its rows
drop table "a";
-- hazard loses_data: drops table b with all its rows
drop table "b";
