// a column alone has no opposite
#include "user_table.hpp"

tenon::Filter make() {
#ifdef BAD
  return !blog::UserTable::bio;  // here: a filter says what
#else
  return !blog::UserTable::bio.is_null();
#endif
}
