// A table on its way through a plan's operations, and whether ALTER TABLE is enough for what
// happens to it. Private to adapt.
#pragma once

#include <optional>
#include <vector>

#include "schema/operation.hpp"

namespace tenon::schema::sqlite {

struct Numbered {
  Operation operation;
  std::size_t origin;
};

/// A table on its way through the operations.
struct Item {
  TableName was;  ///< as it was named before all
  TableName now;  ///< as it is named at this point
  std::optional<Numbered> create;
  std::optional<Numbered> drop;
  std::vector<Numbered> renames;
  std::vector<Numbered> changes;
};

/// Whether something happens to it that is no rename.
bool is_changed(const Item& item);
/// To another SQL schema.
bool is_moved(const Item& item);
/// Whether SQLite has an ALTER TABLE, or nothing to do, for each of its changes.
bool is_native(const Item& item);

/// A check that goes and comes again as it was, around a change of its column that is none here.
bool comes_again(const Operation& operation, const Item& item);

/// The same operation on the table's final name: tables are renamed before they are changed.
Operation retargeted(const Operation& operation, const TableName& table);

}  // namespace tenon::schema::sqlite
