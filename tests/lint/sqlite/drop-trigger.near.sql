drop trigger if exists touch;
create trigger touch after update on users begin select 1; end;
