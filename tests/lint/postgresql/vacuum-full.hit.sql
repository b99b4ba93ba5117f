vacuum full users;
cluster posts using posts_idx;
