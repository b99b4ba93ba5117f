-- alter column hours.moment: type timestamp to time
-- alter column hours.begins: type local_timestamp to date
-- alter column hours.day: type date to local_timestamp

-- up
-- group 0
-- hazard loses_data: column hours.moment goes from timestamp to time: digits that do not fit are cut off
-- hazard may_fail: column hours.moment goes from timestamp to time: values of a key that become equal stop the migration
-- hazard rewrites: the new type of hours.moment writes the table anew while nobody can read it
-- hazard loses_data: column hours.begins goes from local_timestamp to date: digits that do not fit are cut off
-- hazard may_fail: column hours.begins goes from local_timestamp to date: values of a key that become equal stop the migration
-- hazard rewrites: the new type of hours.begins writes the table anew while nobody can read it
-- hazard rewrites: the new type of hours.day writes the table anew while nobody can read it
-- writes the whole table anew under an exclusive lock
alter table "public"."hours"
  alter column "moment" type time without time zone using ("moment" at time zone 'UTC')::time without time zone,
  alter column "begins" type date using "begins"::date,
  alter column "day" type timestamp without time zone using "day"::timestamp without time zone;

-- down
-- group 0
-- hazard loses_data: column hours.day goes from local_timestamp to date: digits that do not fit are cut off
-- hazard may_fail: column hours.day goes from local_timestamp to date: values of a key that become equal stop the migration
-- hazard rewrites: the new type of hours.day writes the table anew while nobody can read it
-- hazard rewrites: the new type of hours.begins writes the table anew while nobody can read it
-- hazard may_fail: column hours.moment goes from time to timestamp: a value that does not fit stops the migration
-- hazard rewrites: the new type of hours.moment writes the table anew while nobody can read it
-- writes the whole table anew under an exclusive lock
alter table "public"."hours"
  alter column "day" type date using "day"::date,
  alter column "begins" type timestamp without time zone using "begins"::timestamp without time zone,
  alter column "moment" type timestamp with time zone using "moment"::text::timestamp with time zone;
