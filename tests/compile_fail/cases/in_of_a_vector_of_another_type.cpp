// a list of another type, and no list
#include "user_table.hpp"

tenon::Filter make(const std::vector<std::string>& names) {
#ifdef BAD
  return blog::UserTable::id.in(names);  // here: .
#else
  return blog::UserTable::name.in(names);
#endif
}
