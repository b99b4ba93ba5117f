// the value on the left of its column
#include "user_repository.hpp"

void make(blog::UserRepository& users) {
#ifdef BAD
  users.list({.where = 7 < blog::UserTable::id});  // here: columns are compared
#else
  users.list({.where = blog::UserTable::id > 7});
#endif
}
