// A text that a Codec makes would be gone before the statement is sent.
#include <tenon/param.hpp>

#include "amount.hpp"

void send(tenon::Param);

void make(const forms::Part& part) {
#ifdef BAD
  send(part);  // here: deleted|Param
#else
  send(tenon::stored(part));
#endif
}
