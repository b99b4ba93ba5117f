alter table public.users rename to members;
