// fractions where the column holds whole numbers
#include "user_table.hpp"

tenon::Filter make() {
#ifdef BAD
  return blog::UserTable::id.in({1.5, 2.5});  // here: .
#else
  return blog::UserTable::id.in({1, 2});
#endif
}
