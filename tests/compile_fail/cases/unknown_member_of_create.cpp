// a member that does not exist, in a Create
#include "user_repository.hpp"

blog::User make(blog::UserRepository& users) {
#ifdef BAD
  return users.create({.emial = "a@b.de", .name = "Ada", .password_hash = "x"});  // here: emial
#else
  return users.create({.email = "a@b.de", .name = "Ada", .password_hash = "x"});
#endif
}
