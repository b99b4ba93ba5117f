// a relation has no value to compare
#include "post_table.hpp"
#include "user_table.hpp"

tenon::Filter make(const blog::User& user) {
#ifdef BAD
  return blog::PostTable::author != user;  // here: columns are compared
#else
  return blog::PostTable::author_id == user.id && blog::PostTable::author(blog::UserTable::id == 1);
#endif
}
