create trigger stamp before update on users for each row execute function stamp();
