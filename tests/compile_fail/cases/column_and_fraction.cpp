// id == 3.7
#include "user_table.hpp"

tenon::Filter make() {
#ifdef BAD
  return blog::UserTable::id == 3.7;  // here: .
#else
  return blog::UserTable::id == 3;
#endif
}
