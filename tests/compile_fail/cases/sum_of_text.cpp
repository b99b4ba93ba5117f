// texts have no sum
#include <tenon/aggregate.hpp>

#include "user_table.hpp"

std::size_t make(tenon::Session& session) {
  const tenon::Aggregate all{session, blog::UserTable::table, {}};
#ifdef BAD
  return all.sum(blog::UserTable::name) ? 1 : 0;  // here: .
#else
  return all.min(blog::UserTable::name) ? 1 : 0;
#endif
}
