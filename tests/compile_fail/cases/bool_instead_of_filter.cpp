// members compared instead of columns: a bool is no filter
#include "user_repository.hpp"

std::int64_t make(blog::UserRepository& users, const blog::User& ada) {
#ifdef BAD
  return users.count(ada.name == "Ada");  // here: .
#else
  return users.count(blog::UserTable::name == ada.name);
#endif
}
