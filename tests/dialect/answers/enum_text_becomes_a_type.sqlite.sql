-- create enum role (reader, author)
-- drop check users_role_check of users
-- alter column users.role: type text to enum role
-- add check users_role_check role in (reader, author) to users

-- up

-- down
