// 3.9 for an integer.
#include "post_dto.hpp"

blog::PostUpdate make() {
#ifdef BAD
  return {.author_id = 3.9};  // here: Patch
#else
  return {.author_id = 3};
#endif
}
