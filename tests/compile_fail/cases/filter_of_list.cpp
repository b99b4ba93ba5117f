// a filter of the wrong type where rows are listed
#include "user_repository.hpp"

std::size_t make(blog::UserRepository& users) {
#ifdef BAD
  return users.list({.where = blog::UserTable::name == 7}).items.size();  // here: .
#else
  return users.list({.where = blog::UserTable::name == "Ada"}).items.size();
#endif
}
