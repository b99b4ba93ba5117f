#include <algorithm>

#include "migration/sql_words.hpp"
#include "migration/table_definition.hpp"

namespace tenon::detail {
namespace {

enum class StoredAs { integer, text, blob, real, numeric, any };

/// https://sqlite.org/datatype3.html, 3.1, and ANY of strict tables, which changes nothing.
StoredAs stored_as(std::string_view declared) {
  const std::string name = folded_name(declared);
  const auto has = [&](const char* part) { return name.find(part) != std::string::npos; };
  if (name == "any") return StoredAs::any;
  if (has("int")) return StoredAs::integer;
  if (has("char") || has("clob") || has("text")) return StoredAs::text;
  if (has("blob") || name.empty()) return StoredAs::blob;
  if (has("real") || has("floa") || has("doub")) return StoredAs::real;
  return StoredAs::numeric;
}

/// Whether the planned column holds what programs keep in the live one: what `tenon import` and the
/// comparison with a database take for one type.
bool holds(StoredAs planned, StoredAs live) {
  switch (planned) {
    case StoredAs::integer:
      return live == StoredAs::integer || live == StoredAs::numeric;
    case StoredAs::real:
      return live == StoredAs::real || live == StoredAs::numeric;
    case StoredAs::text:
      return live != StoredAs::integer && live != StoredAs::real;
    case StoredAs::blob:
      return live == StoredAs::blob || live == StoredAs::numeric;
    case StoredAs::numeric:
      return live == StoredAs::numeric;
    case StoredAs::any:
      break;
  }
  return true;
}

}  // namespace

std::vector<std::string> unknown_parts(const TableDefinition& live, const TableDefinition& known,
                                       const TableDefinition& made,
                                       const std::set<std::string>& copied) {
  std::vector<std::string> unknown;
  std::set<std::string> gone;  // with all that is said of them
  for (const TableDefinition::Column& column : live.columns) {
    const TableDefinition::Column* const planned = known.find(column.name);
    const TableDefinition::Column* const now = made.find(column.name);
    if (now == nullptr) gone.insert(folded_name(column.name));
    // One of the name that the revision adds is another one.
    const bool is_copied = now != nullptr && copied.count(folded_name(column.name)) != 0;
    if (planned == nullptr && !is_copied)
      unknown.push_back("column " + column.name + " with its values");
    if (now == nullptr || planned == nullptr) continue;
    const bool is_kept = folded_name(now->type) == folded_name(column.type) ||
                         holds(stored_as(planned->type), stored_as(column.type));
    if (!is_kept) {
      unknown.push_back("type " + (column.type.empty() ? "ANY" : column.type) + " of column " +
                        column.name);
    }
  }
  for (const TableDefinition::Part& part : live.parts) {
    const bool goes_with_column =
        std::any_of(part.columns.begin(), part.columns.end(),
                    [&](const std::string& column) { return gone.count(column) != 0; });
    if (goes_with_column || part.text.empty() || known.has(part) || made.has(part)) continue;
    unknown.push_back(part.text);
  }
  return unknown;
}

std::vector<Conversion> silent_conversions(const TableDefinition& live,
                                           const TableDefinition& known,
                                           const TableDefinition& made) {
  std::vector<Conversion> found;
  for (const TableDefinition::Column& column : live.columns) {
    const TableDefinition::Column* const planned = known.find(column.name);
    const TableDefinition::Column* const now = made.find(column.name);
    // A type that the revision changes is what somebody asked for.
    if (planned == nullptr || now == nullptr ||
        folded_name(planned->type) != folded_name(now->type))
      continue;
    const StoredAs from = stored_as(column.type);
    const StoredAs to = stored_as(planned->type);
    if (from == to) continue;
    const std::string value = in_double_quotes(column.name);
    if (to == StoredAs::text)
      found.push_back({column.name, "typeof(" + value + ") in ('integer', 'real')", "are no text"});
    if (to == StoredAs::real)
      found.push_back({column.name,
                       "typeof(" + value + ") = 'integer' and cast(cast(" + value +
                           " as real) as integer) <> " + value,
                       "no REAL holds"});
  }
  return found;
}

}  // namespace tenon::detail
