// a text has no elements
#include "user_table.hpp"

tenon::Filter make() {
#ifdef BAD
  return blog::UserTable::name.contains("x");  // here: .
#else
  return blog::UserTable::name.like("%x%");
#endif
}
