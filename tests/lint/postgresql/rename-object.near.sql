alter index users_name_idx rename to users_by_name;
