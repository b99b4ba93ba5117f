alter table users add constraint users_age_check check (age >= 0), add check (age < 200);
