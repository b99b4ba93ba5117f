// a local time and a moment
#include <tenon/timestamp.hpp>

#include "absence_table.hpp"

tenon::Filter make() {
#ifdef BAD
  return forms::AbsenceTable::begins == tenon::Timestamp{1};  // here: .
#else
  return forms::AbsenceTable::begins == tenon::LocalTimestamp{1};
#endif
}
