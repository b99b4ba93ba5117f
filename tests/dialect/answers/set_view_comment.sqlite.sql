-- remove the comment of view someone

-- up

-- down
