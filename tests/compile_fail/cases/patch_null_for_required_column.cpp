// NULL for a column that has none.
#include "user_dto.hpp"

blog::UserUpdate make() {
#ifdef BAD
  return {.name = std::nullopt};  // here: Patch
#else
  return {.bio = std::nullopt};
#endif
}
