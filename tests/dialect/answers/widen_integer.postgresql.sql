-- alter column users.age: type int32 to int64

-- up
-- group 0
-- hazard rewrites: the new type of users.age writes the table anew while nobody can read it
-- writes the whole table anew under an exclusive lock
alter table "public"."users"
  alter column "age" type bigint;

-- down
-- group 0
-- hazard may_fail: column users.age goes from int64 to int32: a value that does not fit stops the migration
-- hazard rewrites: the new type of users.age writes the table anew while nobody can read it
-- writes the whole table anew under an exclusive lock
alter table "public"."users"
  alter column "age" type integer;
