// what changes a row does not make one
#include "user_repository.hpp"

blog::User make(blog::UserRepository& users, const blog::UserUpdate& changes,
                const blog::UserCreate& values) {
#ifdef BAD
  static_cast<void>(values);
  return users.create(changes);  // here: .
#else
  static_cast<void>(changes);
  return users.create(values);
#endif
}
