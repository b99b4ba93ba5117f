// a row of another table
#include "post_repository.hpp"
#include "user_repository.hpp"

void make(blog::UserRepository& users, blog::Post& post, blog::User& user) {
#ifdef BAD
  static_cast<void>(user);
  users.save(post);  // here: .
#else
  static_cast<void>(post);
  users.save(user);
#endif
}
