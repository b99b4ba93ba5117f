// A field of a request is no number, and no field of another entity
#include "post_field.hpp"
#include "user_field.hpp"

std::string_view text() {
  blog::UserField field = blog::UserField::email;
#ifdef BAD
  field = blog::PostField::id;  // here: .
#endif
  return to_text(field);
}
