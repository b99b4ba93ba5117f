begin;
lock table users in share mode;
lock table posts;
commit;
