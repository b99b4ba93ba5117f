// Rules for requests that name a field of another entity
#include "post_field.hpp"
#include "user_field.hpp"

auto read(const tenon::QueryString& query, tenon::Violations& violations) {
#ifdef BAD
  return blog::user_query(query, violations, {.sortable = {blog::PostField::id}});  // here 18: .
#else
  return blog::user_query(query, violations, {.sortable = {blog::UserField::id}});
#endif
}
