// A text column and a number.
#include "user_table.hpp"

tenon::Filter make() {
#ifdef BAD
  return blog::UserTable::name == 5;  // here: .
#else
  return blog::UserTable::name == "5";
#endif
}
