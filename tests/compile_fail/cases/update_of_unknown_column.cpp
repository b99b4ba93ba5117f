// an Update has the columns that can be changed, and no others
#include "user_repository.hpp"

blog::User make(blog::UserRepository& users) {
#ifdef BAD
  return users.update(1, {.id = 2});  // here: id
#else
  return users.update(1, {.name = "Ada"});
#endif
}
