// The id of another entity.
#include "seat.hpp"
#include "voucher_dto.hpp"

forms::VoucherUpdate make() {
#ifdef BAD
  return {.before_id = tenon::Id<forms::Seat>{3}};  // here: Patch
#else
  return {.before_id = tenon::Id<forms::Voucher>{3}};
#endif
}
