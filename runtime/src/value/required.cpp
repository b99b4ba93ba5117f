#include <tenon/error.hpp>
#include <tenon/required.hpp>

namespace tenon::detail {

void refuse_pending() {
  throw Error{ErrorKind::bad_value, "a required member was read before it was given a value"};
}

}  // namespace tenon::detail
