-- alter column audit.events.cost: type decimal(10, 2) to decimal(12, 4)

-- up
-- group 0
-- hazard rewrites: the new type of audit.events.cost writes the table anew while nobody can read it
-- writes the whole table anew under an exclusive lock
alter table "audit"."events"
  alter column "cost" type numeric(12, 4);

-- down
-- group 0
-- hazard loses_data: column audit.events.cost goes from decimal(12, 4) to decimal(10, 2): digits that do not fit are cut off
-- hazard may_fail: column audit.events.cost goes from decimal(12, 4) to decimal(10, 2): a value that does not fit stops the migration
-- hazard rewrites: the new type of audit.events.cost writes the table anew while nobody can read it
-- writes the whole table anew under an exclusive lock
alter table "audit"."events"
  alter column "cost" type numeric(10, 2);
