// "yes" for a bool.
#include <tenon/patch.hpp>

struct Update {
  tenon::Patch<bool> active = tenon::absent;
};

Update make() {
#ifdef BAD
  return {.active = "yes"};  // here: Patch
#else
  return {.active = true};
#endif
}
