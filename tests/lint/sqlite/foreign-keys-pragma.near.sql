pragma foreign_keys = 0;
begin;
pragma foreign_keys;
commit;
