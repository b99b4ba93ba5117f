// What is dangerous about an operation on every database; a dialect adds what is its own (locks,
// rewrites). Codes: loses_data, may_fail, breaks_clients, rewrites, blocks_reads, blocks_writes.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "schema/dialect.hpp"
#include "schema/lineage.hpp"
#include "schema/operation.hpp"

namespace tenon::schema {

/// The names that tables and columns get in a migration, for those who still say what had them.
class NewNames {
 public:
  NewNames() = default;
  explicit NewNames(const std::vector<AdaptedOperation>& operations);

  /// The table's, or its column's.
  bool has(const TableName& table, const std::string& column = {}) const;

 private:
  std::set<std::pair<TableName, std::string>> names_;
};

/// `names`: of the whole migration.
std::vector<Hazard> hazards_of(const Operation& operation, const NewNames& names = {});

/// That the table goes with its rows, or the column with its values.
Hazard loss_of(const Item& item);

/// Whether every value of one type fits into the other one unchanged.
bool widens(const ColumnType& from, const ColumnType& to);

/// Of an enum's check that takes the place of another one, while rows get the new texts of renamed
/// values: none when every text that rows can hold is still allowed.
std::vector<Hazard> hazards_of_swap(const TableName& table, const Check& from, const Check& to,
                                    const std::vector<RenamedValue>& renames);

}  // namespace tenon::schema
