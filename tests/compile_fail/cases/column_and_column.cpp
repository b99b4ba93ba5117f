// columns are joined, and not what is said of them
#include "user_table.hpp"

tenon::Filter make() {
#ifdef BAD
  return blog::UserTable::name && blog::UserTable::email;  // here: a filter says what
#else
  return blog::UserTable::name == "Ada" && blog::UserTable::email == "ada@example.org";
#endif
}
