// order by interval: SQLite has no order
#include "absence_table.hpp"

tenon::Order make() {
#ifdef BAD
  return forms::AbsenceTable::every.desc();  // here 13: .
#else
  return forms::AbsenceTable::begins.desc();
#endif
}
