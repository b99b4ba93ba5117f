// a range of Creates
#include <tenon/session.hpp>

#include "user_repository.hpp"

void make(blog::UserRepository& users, const std::vector<blog::User>& whole,
          const std::vector<blog::UserCreate>& rows) {
#ifdef BAD
  static_cast<void>(rows);
  users.bulk_load(whole);  // here: a range of rows
#else
  static_cast<void>(whole);
  users.bulk_load(rows);
#endif
}
