#include <tenon/statement.hpp>

#include <tenon/error.hpp>

namespace tenon::detail {

namespace {

const char* reason(SqlFault fault) {
  switch (fault) {
    case SqlFault::none:
      return "it is a statement";
    case SqlFault::empty:
      return "it is empty";
    case SqlFault::parameter_order:
      return "its parameters are not $1, $2, … in the order of their first use";
    case SqlFault::parameter_cast:
      return "a parameter is followed by a cast, which SQLite takes as part of its name";
    case SqlFault::parameter_form:
      return "a parameter is not written $1, $2, …";
    case SqlFault::unterminated:
      return "a quote or a comment is not closed";
    case SqlFault::several_statements:
      return "it holds more than one statement";
    case SqlFault::transaction_control:
      return "transactions are begun and ended by the session, not by a statement";
  }
  return "it is not a statement";
}

}  // namespace

void refuse_statement(SqlFault fault, std::string_view sql) {
  Error error{ErrorKind::bad_sql, std::string{"this text cannot be run: "} + reason(fault)};
  throw error.set_statement(sql);
}

}  // namespace tenon::detail
