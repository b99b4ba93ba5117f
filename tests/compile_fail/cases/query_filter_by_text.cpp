// A text from a request where the generated enum is asked for
#include <string>

#include "user_field.hpp"

auto read(const std::string& name, tenon::Violations& violations) {
#ifdef BAD
  return blog::user_filter(name, tenon::FilterOperator::eq, "1", violations);  // here: .
#else
  blog::UserField field = blog::UserField::id;
  from_text(name, field);
  return blog::user_filter(field, tenon::FilterOperator::eq, "1", violations);
#endif
}
