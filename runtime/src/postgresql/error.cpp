#include "error.hpp"

#include <charconv>
#include <string>

namespace tenon::postgresql {

namespace {

std::string_view field(const PGresult* result, int code) {
  const char* const text = result == nullptr ? nullptr : PQresultErrorField(result, code);
  return text == nullptr ? std::string_view{} : std::string_view{text};
}

// https://www.postgresql.org/docs/15/errcodes-appendix.html
ErrorKind kind_of(std::string_view state, std::string_view routine) {
  // The server ends sessions: shut down, idle for too long (25P03, 57P05), too long a transaction.
  if (state.starts_with("57P") || state == "25P03" || state == "25P04")
    return ErrorKind::connection_lost;
  if (state == "40003") return ErrorKind::in_doubt;
  // 26000: a pooler gave us a server session that does not have our statement.
  if (state.starts_with("40") || state == "26000" || state == "42P05") return ErrorKind::conflict;
  // A column's type changed under a prepared plan; the text of this error is translated, its
  // routine is not.
  if (state == "0A000" && routine == "RevalidateCachedQuery") return ErrorKind::conflict;
  if (state == "55P03" || state == "57014") return ErrorKind::timeout;
  if (state == "25P02") return ErrorKind::misuse;
  if (state == "42501") return ErrorKind::environment;
  if (state.starts_with("08")) return ErrorKind::connection_lost;
  // 54000: a text that no index takes.
  if (state.starts_with("22") || state == "54000") return ErrorKind::bad_value;
  // A view's CHECK OPTION, and what a trigger refuses.
  if (state.starts_with("23") || state == "44000" || state == "P0001")
    return ErrorKind::constraint_violated;
  for (const std::string_view class_of_sql :
       {"0A", "21", "25", "2B", "2D", "34", "3B", "42", "54", "55", "P0"})
    if (state.starts_with(class_of_sql)) return ErrorKind::bad_sql;
  return ErrorKind::environment;
}

ConstraintKind constraint_kind_of(std::string_view state) {
  if (state == "23505") return ConstraintKind::unique;
  if (state == "23503" || state == "23001") return ConstraintKind::foreign_key;
  if (state == "23514" || state == "44000") return ConstraintKind::check;
  if (state == "23502") return ConstraintKind::not_null;
  if (state == "23P01") return ConstraintKind::exclusion;
  return ConstraintKind::none;
}

// "Key (author_id, title)=(…) already exists.": the form of the first part is the same in every
// language, and the server sends the names nowhere else.
void add_key_columns(Error& error, std::string_view detail) {
  const std::size_t open = detail.find('(');
  const std::size_t close = detail.find(")=(");
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return;
  std::string_view names = detail.substr(open + 1, close - open - 1);
  while (!names.empty()) {
    const std::size_t comma = names.find(", ");
    error.add_column(names.substr(0, comma));
    names = comma == std::string_view::npos ? std::string_view{} : names.substr(comma + 2);
  }
}

/// "unnamed portal parameter $2 = '…'" in any language: what the server was reading when it refused
/// it. Of longer contexts none is one, and of those with SQL neither. 0 when it is none.
int parameter_of(std::string_view context) {
  const std::size_t mark = context.find('$');
  if (mark == std::string_view::npos || context.find('\n') != std::string_view::npos) return 0;
  if (context.find('"') < mark) return 0;
  int parameter = 0;
  std::from_chars(context.data() + mark + 1, context.data() + context.size(), parameter);
  return parameter;
}

bool is_space(char c) { return c == '\n' || c == '\t' || c == ' '; }

}  // namespace

std::string in_one_line(std::string_view message) {
  std::string text;
  bool is_pending = false;
  for (std::size_t i = 0; i < message.size(); ++i) {
    if (message[i] == '\n') {
      is_pending = true;
    } else if (!is_pending || !is_space(message[i])) {
      // libpq begins a new thought, or the news of another host, with a line of its own.
      const bool is_sentence = message[i] >= 'A' && message[i] <= 'Z';
      const bool is_indented = i > 0 && message[i - 1] == '\t';
      if (is_pending && !text.empty()) text += is_sentence ? ". " : is_indented ? " " : "; ";
      is_pending = false;
      text += message[i];
    }
  }
  while (!text.empty() && is_space(text.back())) text.pop_back();
  return text;
}

std::string_view sqlstate_of(const PGresult* result) { return field(result, PG_DIAG_SQLSTATE); }

Error error_of(PGconn* connection, const PGresult* result, std::string_view sql) {
  const std::string_view state = sqlstate_of(result);
  if (state.empty()) {
    const bool is_lost = PQstatus(connection) != CONNECTION_OK;
    const char* const text =
        result != nullptr ? PQresultErrorMessage(result) : PQerrorMessage(connection);
    Error error{is_lost ? ErrorKind::connection_lost : ErrorKind::environment, in_one_line(text)};
    error.set_statement(sql).set_connection_usable(!is_lost);
    return error;
  }
  const ErrorKind kind = kind_of(state, field(result, PG_DIAG_SOURCE_FUNCTION));
  std::string message{field(result, PG_DIAG_MESSAGE_PRIMARY)};
  std::string detail{field(result, PG_DIAG_MESSAGE_DETAIL)};
  if (kind == ErrorKind::bad_value) {
    // These messages quote the value.
    detail = message + (detail.empty() ? "" : "\n" + detail);
    message = "the server refused a value (" + std::string{state} + ")";
  }
  Error error{kind, message};
  error.set_sqlstate(state).set_statement(sql).set_detail(detail);
  if (kind == ErrorKind::bad_value)
    error.set_parameter(parameter_of(field(result, PG_DIAG_CONTEXT)));
  // Citus reports a class 08 of another node inside a session that lives on.
  error.set_connection_usable(PQstatus(connection) == CONNECTION_OK);
  if (kind == ErrorKind::constraint_violated) {
    error.set_constraint(constraint_kind_of(state), field(result, PG_DIAG_CONSTRAINT_NAME),
                         field(result, PG_DIAG_TABLE_NAME));
    error.set_schema(field(result, PG_DIAG_SCHEMA_NAME));
    const std::string_view column = field(result, PG_DIAG_COLUMN_NAME);
    if (!column.empty()) {
      error.add_column(column);
    } else if (error.constraint_kind() != ConstraintKind::check) {
      add_key_columns(error, detail);
    }
  }
  return error;
}

}  // namespace tenon::postgresql
