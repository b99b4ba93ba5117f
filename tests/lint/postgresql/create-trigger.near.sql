set lock_timeout = '5s';
create trigger stamp before update on users for each row execute function stamp();
