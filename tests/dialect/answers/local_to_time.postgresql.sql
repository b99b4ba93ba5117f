-- alter column hours.begins: type local_timestamp to time

-- up
-- group 0
-- hazard loses_data: column hours.begins goes from local_timestamp to time: digits that do not fit are cut off
-- hazard may_fail: column hours.begins goes from local_timestamp to time: values of a key that become equal stop the migration
-- hazard rewrites: the new type of hours.begins writes the table anew while nobody can read it
-- writes the whole table anew under an exclusive lock
alter table "public"."hours"
  alter column "begins" type time without time zone using "begins"::time without time zone;

-- down
-- group 0
-- hazard may_fail: column hours.begins goes from time to local_timestamp: a value that does not fit stops the migration
-- hazard rewrites: the new type of hours.begins writes the table anew while nobody can read it
-- writes the whole table anew under an exclusive lock
alter table "public"."hours"
  alter column "begins" type timestamp without time zone using "begins"::text::timestamp without time zone;
