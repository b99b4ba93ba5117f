reindex index concurrently users_name_idx;
