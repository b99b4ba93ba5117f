// a value of another type among those that are looked for
#include "user_table.hpp"

tenon::Filter make() {
#ifdef BAD
  return blog::UserTable::id.in({"1", "2"});  // here: .
#else
  return blog::UserTable::id.in({1, 2});
#endif
}
