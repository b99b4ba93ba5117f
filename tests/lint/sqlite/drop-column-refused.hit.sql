-- tenon: revision a1
-- tenon: script sqlite up

-- tenon: statement group=1
alter table posts drop column author_id;
