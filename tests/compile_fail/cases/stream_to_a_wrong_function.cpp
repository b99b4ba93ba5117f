// rows go to a function of rows
#include <tenon/session.hpp>

#include "post_repository.hpp"
#include "user_repository.hpp"

void make(blog::UserRepository& users) {
#ifdef BAD
  users.stream({}, [](const blog::Post&) {});  // here: it is called with a row
#else
  users.stream({}, [](const blog::User&) {});
#endif
}
