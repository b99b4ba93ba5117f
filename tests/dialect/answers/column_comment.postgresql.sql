-- alter column users.age: comment

-- up
-- group 0
set local lock_timeout = '5s';
comment on column "public"."users"."age" is 'in years';

-- down
-- group 0
set local lock_timeout = '5s';
comment on column "public"."users"."age" is null;
