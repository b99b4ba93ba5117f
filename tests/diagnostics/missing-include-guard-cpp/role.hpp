enum class Role { a, b };
