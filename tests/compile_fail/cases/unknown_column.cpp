// a column that does not exist
#include "user_table.hpp"

tenon::Filter make() {
#ifdef BAD
  return blog::UserTable::emial == "ada@example.org";  // here 8: emial
#else
  return blog::UserTable::email == "ada@example.org";
#endif
}
