// A Create without a required member.
#include "user_dto.hpp"

blog::UserCreate make() {
#ifdef BAD
  return {.email = "ada@example.org", .password_hash = "x"};  // here 13: Required
#else
  return {.email = "ada@example.org", .name = "Ada", .password_hash = "x"};
#endif
}
