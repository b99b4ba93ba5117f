-- alter column hours.moment: type timestamp to local_timestamp
-- alter column hours.begins: type local_timestamp to timestamp

-- up
-- group 0
-- hazard rewrites: the new type of hours.moment writes the table anew while nobody can read it
-- hazard rewrites: the new type of hours.begins writes the table anew while nobody can read it
-- writes the whole table anew under an exclusive lock
alter table "public"."hours"
  alter column "moment" type timestamp without time zone using "moment" at time zone 'UTC',
  alter column "begins" type timestamp with time zone using "begins" at time zone 'UTC';

-- down
-- group 0
-- hazard rewrites: the new type of hours.begins writes the table anew while nobody can read it
-- hazard rewrites: the new type of hours.moment writes the table anew while nobody can read it
-- writes the whole table anew under an exclusive lock
alter table "public"."hours"
  alter column "begins" type timestamp without time zone using "begins" at time zone 'UTC',
  alter column "moment" type timestamp with time zone using "moment" at time zone 'UTC';
