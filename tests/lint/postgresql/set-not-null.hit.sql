-- tenon: revision a1
-- tenon: script postgresql up

-- tenon: statement
alter table "public"."users"
  alter column "bio" set not null;
