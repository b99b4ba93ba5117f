-- tenon: revision a1
-- tenon: script sqlite up

-- tenon: statement group=1
drop index posts_author_id_idx;

-- tenon: statement group=1
alter table users drop column bio;
