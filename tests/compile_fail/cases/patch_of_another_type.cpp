// A number for a text.
#include "user_dto.hpp"

blog::UserUpdate make() {
#ifdef BAD
  return {.name = 5};  // here: Patch
#else
  return {.name = "Ada"};
#endif
}
