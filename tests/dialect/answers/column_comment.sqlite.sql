-- alter column users.age: comment

-- up

-- down
