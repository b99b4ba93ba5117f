-- alter column hours.begins: type local_timestamp to text
-- alter column hours.opens: type time to text
-- alter column hours.waits: type interval to text
-- alter column hours.notes: type json to text

-- up
-- group 0
-- hazard rewrites: the new type of hours.begins writes the table anew while nobody can read it
-- hazard rewrites: the new type of hours.opens writes the table anew while nobody can read it
-- hazard rewrites: the new type of hours.waits writes the table anew while nobody can read it
-- hazard rewrites: the new type of hours.notes writes the table anew while nobody can read it
-- writes the whole table anew under an exclusive lock
alter table "public"."hours"
  alter column "begins" type text,
  alter column "opens" type text,
  alter column "waits" type text,
  alter column "notes" type text;

-- down
-- group 0
-- hazard may_fail: column hours.notes goes from text to json: a value that does not fit stops the migration
-- hazard rewrites: the new type of hours.notes writes the table anew while nobody can read it
-- hazard may_fail: column hours.waits goes from text to interval: a value that does not fit stops the migration
-- hazard rewrites: the new type of hours.waits writes the table anew while nobody can read it
-- hazard may_fail: column hours.opens goes from text to time: a value that does not fit stops the migration
-- hazard rewrites: the new type of hours.opens writes the table anew while nobody can read it
-- hazard may_fail: column hours.begins goes from text to local_timestamp: a value that does not fit stops the migration
-- hazard rewrites: the new type of hours.begins writes the table anew while nobody can read it
-- writes the whole table anew under an exclusive lock
alter table "public"."hours"
  alter column "notes" type jsonb using "notes"::jsonb,
  alter column "waits" type interval using "waits"::interval,
  alter column "opens" type time without time zone using "opens"::time without time zone,
  alter column "begins" type timestamp without time zone using "begins"::timestamp without time zone;
