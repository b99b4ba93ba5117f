// a pattern is a text
#include "user_table.hpp"

tenon::Filter make() {
#ifdef BAD
  return blog::UserTable::name.like(5);  // here: not compared with this type
#else
  return blog::UserTable::name.like("5%");
#endif
}
