// json < json: only PostgreSQL has an order
#include "absence_table.hpp"

tenon::Filter make() {
#ifdef BAD
  return forms::AbsenceTable::notes < tenon::Json{"1"};  // here: .
#else
  return forms::AbsenceTable::notes == tenon::Json{"1"};
#endif
}
