// Empty braces could be read as “absent” or as NULL.
#include "user_dto.hpp"

blog::UserUpdate make() {
#ifdef BAD
  return {.bio = {}};  // here: Patch
#else
  return {.bio = std::nullopt};
#endif
}
