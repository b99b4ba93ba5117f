#include "introspect/alike.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"

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

/// '0' is 0 where numbers are kept, and the other way round.
void take_default(Column& live, const Column& wanted) {
  using From = schema::Default::Kind;
  if (!live.initial || !wanted.initial || live.initial->text != wanted.initial->text) return;
  const auto is_literal = [](const schema::Default& one) {
    return one.kind == From::number || one.kind == From::text;
  };
  if (is_literal(*live.initial) && is_literal(*wanted.initial)) live.initial = wanted.initial;
}

}  // namespace

void take_words(const Connection& connection, schema::Schema& live, const schema::Schema& wanted) {
  if (connection.dialect() != Dialect::sqlite) return;
  for (schema::Table& table : live.tables) {
    const schema::Table* const other = wanted.find(table.schema, table.name);
    if (other == nullptr) continue;
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
