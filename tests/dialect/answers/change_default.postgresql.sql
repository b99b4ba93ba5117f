-- alter column users.role: default 'reader' to 'author'

-- up
-- group 0
alter table "public"."users"
  alter column "role" set default 'author';

-- down
-- group 0
alter table "public"."users"
  alter column "role" set default 'reader';
