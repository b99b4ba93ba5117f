alter table public.users set schema app;
