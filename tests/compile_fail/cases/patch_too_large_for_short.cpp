// 70000 for a short. (g++ points into the header first, then to the caller's line.)
#include <cstdint>

#include <tenon/patch.hpp>

struct Update {
  tenon::Patch<std::int16_t> count = tenon::absent;
};

Update make() {
#ifdef BAD
  return {.count = 70000};  // there: number_does_not_fit|constant expression
#else
  return {.count = 700};
#endif
}
