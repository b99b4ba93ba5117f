// a row is found by its key's type
#include "user_repository.hpp"

blog::User make(blog::UserRepository& users) {
#ifdef BAD
  return users.get("1");  // here: .
#else
  return users.get(1);
#endif
}
