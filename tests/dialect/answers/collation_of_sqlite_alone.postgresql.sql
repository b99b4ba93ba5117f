-- alter column users.bio: type text to text collate sqlite: nocase

-- up

-- down
