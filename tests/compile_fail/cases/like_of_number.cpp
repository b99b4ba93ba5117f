// like is for texts
#include "user_table.hpp"

tenon::Filter make() {
#ifdef BAD
  return blog::UserTable::id.like("1%");  // here: like
#else
  return blog::UserTable::name.like("A%");
#endif
}
