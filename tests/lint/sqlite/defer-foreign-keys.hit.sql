pragma defer_foreign_keys(1);
