drop trigger if exists touch on app.users;
create trigger touch before update on app.users for each row execute function touch();
