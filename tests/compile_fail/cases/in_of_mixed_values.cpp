// a text among whole numbers, in a list
#include "user_repository.hpp"

void make(blog::UserRepository& users) {
#ifdef BAD
  users.list({.where = blog::UserTable::id.in({1, "2"})});  // here: the column is not compared with these
#else
  users.list({.where = blog::UserTable::id.in({1, 2L}) || blog::UserTable::id.in({})});
#endif
}
