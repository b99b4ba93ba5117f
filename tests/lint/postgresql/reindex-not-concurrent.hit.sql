reindex index users_name_idx;
reindex table users;
reindex schema app;
