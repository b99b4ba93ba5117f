// order by json: only PostgreSQL has an order
#include "absence_table.hpp"

tenon::Order make() {
#ifdef BAD
  return forms::AbsenceTable::notes.asc();  // here 13: .
#else
  return forms::AbsenceTable::opens.asc();
#endif
}
