// a column alone is no condition
#include "user_repository.hpp"

void make(blog::UserRepository& users) {
#ifdef BAD
  users.list({.where = blog::UserTable::name});  // here: .
#else
  users.list({.where = blog::UserTable::name == "Ada"});
#endif
}
