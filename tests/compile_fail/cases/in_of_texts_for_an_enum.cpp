// texts where the column holds an enum, in a list
#include "user_repository.hpp"

void make(blog::UserRepository& users) {
#ifdef BAD
  users.list({.where = blog::UserTable::role.in({"author"})});  // here: the column is not compared with these
#else
  users.list({.where = blog::UserTable::role.in({blog::Role::author})});
#endif
}
