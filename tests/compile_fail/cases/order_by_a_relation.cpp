// a relation has no order
#include "user_repository.hpp"

void make(blog::UserRepository& users) {
#ifdef BAD
  users.list({.order = {blog::UserTable::posts}});  // here: .
#else
  users.list({.order = {blog::UserTable::id.desc()}});
#endif
}
