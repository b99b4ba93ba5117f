// The hazards of operations as PostgreSQL does them. Private to the planner.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "schema/dialect.hpp"
#include "schema/hazard.hpp"
#include "schema/postgresql/enum_columns.hpp"

namespace tenon::schema::postgresql {

/// What ALTER COLUMN TYPE does under its lock, which nobody reads through, beside the catalogue: ""
/// is nothing.
std::string written_anew(const ColumnType& from, const ColumnType& to);

/// Those of every database, and what the server's way of doing it adds. `names`: of the migration.
std::vector<Hazard> all_hazards(const AdaptedOperation& adapted, const EnumColumns& enums,
                                const NewNames& names);

/// Views that are made again, and whether anybody sees that they were away.
class ViewsMadeAnew {
 public:
  explicit ViewsMadeAnew(const std::vector<AdaptedOperation>& operations);

  std::vector<Hazard> hazards_of(const DropView& drop) const;

 private:
  std::set<TableName> names_;
  bool at_once_ = true;
};

}  // namespace tenon::schema::postgresql
