create unique index if not exists users_email_idx on public.users using btree (lower(email)) where active;
create index on "Odd"."Table" (a);
