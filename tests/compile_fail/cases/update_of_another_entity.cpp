// the changes of another entity
#include "post_repository.hpp"
#include "user_repository.hpp"

std::int64_t make(blog::UserRepository& users) {
#ifdef BAD
  return users.update_many(blog::UserTable::id == 1, blog::PostUpdate{.title = "x"});  // here: .
#else
  return users.update_many(blog::UserTable::id == 1, blog::UserUpdate{.name = "x"});
#endif
}
