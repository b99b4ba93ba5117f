create table comments (id bigint primary key, author_id bigint references public.users (id),
  post_id bigint, constraint of_post foreign key (post_id) references posts (id));
