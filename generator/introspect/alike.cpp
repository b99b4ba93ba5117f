#include "introspect/alike.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <system_error>
#include <vector>

#include "base/text.hpp"
#include "introspect/sqlite/meaning.hpp"
#include "introspect/sqlite/names.hpp"
#include "schema/sql_text.hpp"

namespace tenon::introspect {
namespace {

using schema::Column;
using Kind = schema::ColumnType::Kind;

template <class T>
void take_names(std::vector<T>& live, const std::vector<T>& wanted) {
  for (T& one : live) {
    if (!one.name.empty()) continue;
    for (const T& other : wanted) {
      const bool is_taken = std::any_of(live.begin(), live.end(),
                                        [&](const T& known) { return known.name == other.name; });
      T same = other;
      same.name.clear();
      if (is_taken || !(same == one)) continue;
      one.name = other.name;
      break;
    }
  }
}

enum class Affinity { integer, text, blob, real, numeric };

/// https://sqlite.org/datatype3.html, 3.1 “Determination Of Column Affinity”.
Affinity affinity_of(const std::string& declared) {
  const std::string name = base::to_lower(declared);
  const auto has = [&](const char* part) { return name.find(part) != std::string::npos; };
  if (has("int")) return Affinity::integer;
  if (has("char") || has("clob") || has("text")) return Affinity::text;
  if (has("blob") || name.empty()) return Affinity::blob;
  if (has("real") || has("floa") || has("doub")) return Affinity::real;
  return Affinity::numeric;
}

/// Whether a column of this affinity keeps the values that one of `kind` has.
bool keeps(Affinity affinity, Kind kind) {
  switch (kind) {
    case Kind::int64:
      return affinity == Affinity::integer || affinity == Affinity::numeric;
    case Kind::float64:
      return affinity == Affinity::real || affinity == Affinity::numeric;
    case Kind::text:
      return affinity != Affinity::integer && affinity != Affinity::real;
    case Kind::bytes:
      return affinity == Affinity::blob || affinity == Affinity::numeric;
    default:
      return false;
  }
}

void take_type(Column& live, const Column& wanted) {
  const bool is_foreign = live.type.kind == Kind::raw && wanted.type.kind != Kind::raw;
  if (!is_foreign || !keeps(affinity_of(live.type.raw), wanted.type.kind)) return;
  const base::SqlText collation = live.type.collation;
  live.type = wanted.type;
  live.type.collation = collation;
}

/// 1e3 is 1000.0.
bool is_same_number(const std::string& a, const std::string& b) {
  if (a == b) return true;
  const auto is_exact = [](const std::string& text) {
    return text.find_first_of(".eE") == std::string::npos;
  };
  double left = 0;
  double right = 0;
  const auto read = [](const std::string& text, double& value) {
    const char* const end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, value);
    return error == std::errc{} && at == end;
  };
  // Two that are whole differ in what a double may not hold.
  return !(is_exact(a) && is_exact(b)) && read(a, left) && read(b, right) && left == right;
}

/// As an expression says it.
std::string sql_of(const schema::Default& initial) {
  return initial.kind == schema::Default::Kind::text ? schema::quote_text(initial.text)
                                                     : initial.text;
}

/// '0' is 0 where numbers are kept, and the other way round; (1e3) is 1000.
void take_default(Column& live, const Column& wanted) {
  using From = schema::Default::Kind;
  if (!live.initial || !wanted.initial) return;
  const From from = live.initial->kind;
  const From to = wanted.initial->kind;
  const bool has_list = from == From::list || to == From::list;
  const bool has_expression = from == From::expression || to == From::expression;
  const bool is_same = has_expression
                           ? is_same_number(sql_of(*live.initial), sql_of(*wanted.initial))
                           : is_same_number(live.initial->text, wanted.initial->text);
  if (is_same && !has_list) live.initial = wanted.initial;
}

/// SQLite: what is only spelled in another way.
void take_expression(std::string& live, const std::string& wanted) {
  if (live != wanted && !live.empty() && !wanted.empty() &&
      sqlite::meaning_of(live) == sqlite::meaning_of(wanted))
    live = wanted;
}

std::string sql_of(const schema::Check& check) {
  if (check.column.empty()) return check.expression;
  std::vector<std::string> texts;
  texts.reserve(check.values.size());
  for (const std::string& value : check.values) texts.push_back(schema::quote_text(value));
  return schema::quote_name(check.column) + " in (" + base::join(texts, ", ") + ")";
}

void take_check(schema::Check& live, const schema::Check& wanted) {
  const bool may_be = live.name.empty() || live.name == wanted.name;
  if (!may_be || live.is_list || wanted.is_list) return;
  const std::string here = sql_of(live);
  const std::string there = sql_of(wanted);
  if (here == there || sqlite::meaning_of(here) != sqlite::meaning_of(there)) return;
  const std::string name = live.name;
  live = wanted;
  live.name = name;
}

void take_meanings(schema::Table& live, const schema::Table& wanted) {
  for (schema::Check& check : live.checks)
    for (const schema::Check& other : wanted.checks) take_check(check, other);
  for (schema::Index& index : live.indexes)
    for (const schema::Index& other : wanted.indexes) {
      if (index.name != other.name) continue;
      take_expression(index.where, other.where);
      for (std::size_t i = 0; i < index.parts.size() && i < other.parts.size(); ++i)
        take_expression(index.parts[i].expression, other.parts[i].expression);
    }
  for (Column& column : live.columns) {
    const Column* const other = wanted.find(column.name);
    if (other == nullptr) continue;
    take_expression(column.computed.text, other->computed.text);
    const bool has_both = column.initial && other->initial &&
                          column.initial->kind == schema::Default::Kind::expression &&
                          other->initial->kind == schema::Default::Kind::expression;
    if (has_both) take_expression(column.initial->text, other->initial->text);
  }
}

/// A comment without what only sets its words apart.
std::string letters_of(const std::string& comment) {
  std::string letters;
  for (const char c : comment)
    if (static_cast<unsigned char>(c) > 0x20) letters += c;
  return letters;
}

void take_comment(std::string& live, const std::string& wanted) {
  if (live != wanted && letters_of(live) == letters_of(wanted)) live = wanted;
}

/// 0.0 is 0 where PostgreSQL keeps a double.
void take_real(Column& live, const Column& wanted) {
  const bool is_real = live.type.kind == Kind::float32 || live.type.kind == Kind::float64;
  const auto is_number = [](const Column& column) {
    return column.initial && column.initial->kind == schema::Default::Kind::number;
  };
  if (is_real && !live.type.is_list && is_number(live) && is_number(wanted))
    take_default(live, wanted);
}

/// now(), CURRENT_TIMESTAMP and transaction_timestamp() are when the transaction began (PostgreSQL
/// manual, 9.9.5).
void take_clock(Column& live, const Column& wanted) {
  const auto is_start = [](const Column& column) {
    if (!column.initial || column.initial->kind != schema::Default::Kind::expression) return false;
    const std::string sql = base::to_lower(column.initial->text);
    return sql == "now()" || sql == "current_timestamp" || sql == "transaction_timestamp()";
  };
  if (is_start(live) && is_start(wanted)) live.initial = wanted.initial;
}

/// What PostgreSQL keeps as it was written.
void take_spelling(schema::Schema& live, const schema::Schema& wanted) {
  for (schema::Table& table : live.tables) {
    const schema::Table* const other = wanted.find(table.schema, table.name);
    if (other == nullptr) continue;
    take_comment(table.comment, other->comment);
    for (Column& column : table.columns)
      if (const Column* const same = other->find(column.name)) {
        take_comment(column.comment, same->comment);
        take_real(column, *same);
        take_clock(column, *same);
      }
  }
  for (schema::View& view : live.views)
    if (const schema::View* const other = wanted.find_view(view.schema, view.name))
      take_comment(view.comment, other->comment);
}

}  // namespace

void take_words(const Connection& connection, schema::Schema& live, const schema::Schema& wanted) {
  take_spelling(live, wanted);
  if (connection.dialect() != Dialect::sqlite) return;
  sqlite::take_cases(live, wanted);
  for (schema::Table& table : live.tables) {
    const schema::Table* const other = wanted.find(table.schema, table.name);
    if (other == nullptr) continue;
    take_meanings(table, *other);
    take_names(table.uniques, other->uniques);
    take_names(table.foreign_keys, other->foreign_keys);
    take_names(table.checks, other->checks);
    for (Column& column : table.columns) {
      const Column* const same = other->find(column.name);
      if (same == nullptr) continue;
      take_type(column, *same);
      take_default(column, *same);
    }
  }
}

}  // namespace tenon::introspect
