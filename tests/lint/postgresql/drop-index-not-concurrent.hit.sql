drop index if exists users_email_idx, audit."Odd";
