-- set the comment of table users

-- up
-- group 0
comment on table "public"."users" is 'it''s people';

-- down
-- group 0
comment on table "public"."users" is 'who can sign in';
