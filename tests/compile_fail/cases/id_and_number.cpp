// A number is no id.
#include "voucher_table.hpp"

tenon::Filter make() {
#ifdef BAD
  return forms::VoucherTable::before_id == 3;  // here: Operand
#else
  return forms::VoucherTable::before_id == tenon::Id<forms::Voucher>{3};
#endif
}
