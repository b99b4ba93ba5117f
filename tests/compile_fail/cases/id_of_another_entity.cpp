// The id of one entity is none of another.
#include "seat.hpp"
#include "voucher_table.hpp"

tenon::Filter make(tenon::Id<forms::Voucher> voucher, tenon::Id<forms::Seat> seat) {
#ifdef BAD
  (void)voucher;
  return forms::VoucherTable::id == seat;  // here: Operand
#else
  (void)seat;
  return forms::VoucherTable::id == voucher;
#endif
}
