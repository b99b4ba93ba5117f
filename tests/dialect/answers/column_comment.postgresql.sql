-- alter column users.age: comment

-- up
-- group 0
comment on column "public"."users"."age" is 'in years';

-- down
-- group 0
comment on column "public"."users"."age" is null;
