pragma defer_foreign_keys = off;
