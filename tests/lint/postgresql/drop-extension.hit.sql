drop extension if exists pg_trgm;
