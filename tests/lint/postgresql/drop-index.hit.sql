drop index concurrently if exists app.users_name_idx;
