alter table users add constraint users_pkey primary key using index users_id_idx;
