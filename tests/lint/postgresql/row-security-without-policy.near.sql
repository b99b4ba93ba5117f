alter table users enable row level security;
create policy own on public.users using (owner = current_user);
