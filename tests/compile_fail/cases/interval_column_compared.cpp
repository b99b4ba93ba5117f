// wait == interval: PostgreSQL takes 30 days for a month
#include "absence_table.hpp"

tenon::Filter make() {
#ifdef BAD
  return forms::AbsenceTable::lasts == tenon::Interval{0, 30, 0};  // here: .
#else
  return forms::AbsenceTable::lasts.is_null();
#endif
}
