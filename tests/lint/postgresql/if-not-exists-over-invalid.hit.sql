create unique index concurrently if not exists users_email_idx on app.users (email);
