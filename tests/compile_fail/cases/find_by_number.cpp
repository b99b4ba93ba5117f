// a unique text is no number
#include "user_repository.hpp"

std::optional<blog::User> make(blog::UserRepository& users) {
#ifdef BAD
  return users.find_by_email(7);  // here 13: .
#else
  return users.find_by_email("a@b.de");
#endif
}
