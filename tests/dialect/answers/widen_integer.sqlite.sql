-- alter column users.age: type int32 to int64

-- up

-- down
