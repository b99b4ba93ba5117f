// id == true
#include "user_table.hpp"

tenon::Filter make() {
#ifdef BAD
  return blog::UserTable::id == true;  // here: .
#else
  return blog::UserTable::id == 1;
#endif
}
