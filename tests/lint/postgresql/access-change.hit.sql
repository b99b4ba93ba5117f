grant select on users to reader;
revoke all on users from public;
create policy own on users using (owner = current_user);
alter table users force row level security;
