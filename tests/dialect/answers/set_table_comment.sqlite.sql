-- set the comment of table users

-- up

-- down
