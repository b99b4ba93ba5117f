-- alter column audit.events.at: type timestamp to date

-- up
-- group 0
-- hazard loses_data: column audit.events.at goes from timestamp to date: digits that do not fit are cut off
-- hazard may_fail: column audit.events.at goes from timestamp to date: values of a key that become equal stop the migration
-- hazard rewrites: the new type of audit.events.at writes the table anew while nobody can read it
-- writes the whole table anew under an exclusive lock
alter table "audit"."events"
  alter column "at" type date using ("at" at time zone 'UTC')::date;

-- down
-- group 0
-- hazard rewrites: the new type of audit.events.at writes the table anew while nobody can read it
-- writes the whole table anew under an exclusive lock
alter table "audit"."events"
  alter column "at" type timestamp with time zone using "at"::timestamp at time zone 'UTC';
