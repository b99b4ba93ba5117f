-- alter column hours.told: type text to local_timestamp
-- alter column hours.said: type text to time
-- alter column hours.meant: type text to interval
-- alter column hours.noted: type text to json

-- up
-- group 0
-- hazard may_fail: column hours.told goes from text to local_timestamp: a value that does not fit stops the migration
-- hazard rewrites: the new type of hours.told writes the table anew while nobody can read it
-- hazard may_fail: column hours.said goes from text to time: a value that does not fit stops the migration
-- hazard rewrites: the new type of hours.said writes the table anew while nobody can read it
-- hazard may_fail: column hours.meant goes from text to interval: a value that does not fit stops the migration
-- hazard rewrites: the new type of hours.meant writes the table anew while nobody can read it
-- hazard may_fail: column hours.noted goes from text to json: a value that does not fit stops the migration
-- hazard rewrites: the new type of hours.noted writes the table anew while nobody can read it
-- writes the whole table anew under an exclusive lock
alter table "public"."hours"
  alter column "told" type timestamp without time zone using "told"::timestamp without time zone,
  alter column "said" type time without time zone using "said"::time without time zone,
  alter column "meant" type interval using "meant"::interval,
  alter column "noted" type jsonb using "noted"::jsonb;

-- down
-- group 0
-- hazard rewrites: the new type of hours.noted writes the table anew while nobody can read it
-- hazard rewrites: the new type of hours.meant writes the table anew while nobody can read it
-- hazard rewrites: the new type of hours.said writes the table anew while nobody can read it
-- hazard rewrites: the new type of hours.told writes the table anew while nobody can read it
-- writes the whole table anew under an exclusive lock
alter table "public"."hours"
  alter column "noted" type text,
  alter column "meant" type text,
  alter column "said" type text,
  alter column "told" type text;
