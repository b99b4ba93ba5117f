#include "schema/diff.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "schema/diff_columns.hpp"
#include "schema/diff_enums.hpp"
#include "schema/diff_keys.hpp"
#include "schema/diff_match.hpp"
#include "schema/diff_views.hpp"
#include "schema/order.hpp"

namespace tenon::schema {
namespace {

void append(Operations more, Operations& all) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// A table that went and one that came with the same columns, or of the same name elsewhere.
void find_ambiguous_tables(const Matching& matching, std::vector<Ambiguity>& ambiguities) {
  const auto shape = [](const Table& table) {
    std::vector<std::pair<std::string, ColumnType::Kind>> columns;
    for (const Column& column : table.columns) columns.push_back({column.name, column.type.kind});
    std::sort(columns.begin(), columns.end());
    return columns;
  };
  for (const Table* gone : matching.dropped) {
    for (const Table* come : matching.added) {
      const bool is_moved = gone->schema != come->schema && gone->name == come->name;
      if (!is_moved && shape(*gone) != shape(*come)) continue;
      ambiguities.push_back({Ambiguity::Kind::table,
                             {gone->schema, gone->name},
                             gone->name,
                             come->name,
                             come->schema});
    }
  }
}

}  // namespace

DiffResult diff(const Schema& from, const Schema& to) {
  Matching matching = match_tables(from, to);
  const EnumDiff enums = diff_enums(from, to, matching.pairs);
  ColumnDiff columns = diff_columns(matching.pairs, enums);
  Operations keys = diff_keys(matching.pairs, columns);
  Operations operations = enums.operations;
  append(std::move(matching.renames), operations);
  append(std::move(columns.operations), operations);
  append(std::move(keys), operations);
  for (const Table* table : matching.dropped) operations.push_back(DropTable{plain(*table)});
  for (const Table* table : matching.added) operations.push_back(CreateTable{made(*table)});
  append(diff_views(from, to, operations), operations);
  DiffResult result{order(operations), std::move(columns.ambiguities), std::move(matching.unused)};
  find_ambiguous_tables(matching, result.ambiguities);
  return result;
}

}  // namespace tenon::schema
