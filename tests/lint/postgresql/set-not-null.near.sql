-- tenon: revision a1
-- tenon: script postgresql up

-- tenon: statement group=1
alter table "public"."users" add constraint "h" check ("bio" is not null) not valid;

-- tenon: statement group=2
alter table "public"."users" validate constraint "h";

-- tenon: statement group=3
alter table "public"."users" alter column "bio" set not null;
