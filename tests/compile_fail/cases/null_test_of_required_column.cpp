// is_null() of a column that has no NULL.
#include "user_table.hpp"

tenon::Filter make() {
#ifdef BAD
  return blog::UserTable::name.is_null();  // here 13: is_null
#else
  return blog::UserTable::bio.is_null();
#endif
}
