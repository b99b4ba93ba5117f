// A number for an id.
#include "voucher_dto.hpp"

using Voucher = tenon::Id<forms::Voucher>;

tenon::Required<Voucher> make() {
#ifdef BAD
  return 3;  // here: Required
#else
  return Voucher{3};
#endif
}
