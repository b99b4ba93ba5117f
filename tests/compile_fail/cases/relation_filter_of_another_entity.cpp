// what a related row is looked for by is a column of its own table
#include "post_repository.hpp"
#include "user_table.hpp"

std::int64_t make(blog::PostRepository& posts) {
#ifdef BAD
  return posts.count(blog::PostTable::author(blog::PostTable::title == 3));  // here: .
#else
  return posts.count(blog::PostTable::author(blog::UserTable::name == "Ada"));
#endif
}
