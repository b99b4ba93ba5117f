-- remove the comment of view someone

-- up
-- group 0
comment on view "public"."someone" is null;

-- down
-- group 0
comment on view "public"."someone" is 'it''s for people';
