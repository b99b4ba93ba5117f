// An enum's column and a text.
#include "user_table.hpp"

tenon::Filter make() {
#ifdef BAD
  return blog::UserTable::role == "admin";  // here: .
#else
  return blog::UserTable::role == blog::Role::admin;
#endif
}
