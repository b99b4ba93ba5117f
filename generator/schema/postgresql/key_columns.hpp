// The primary keys while a plan runs, under the names that tables and columns have by then: what
// batches go by.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "schema/operation.hpp"

namespace tenon::schema::postgresql {

class KeyColumns {
 public:
  explicit KeyColumns(const Schema& schema);

  void follow(const Operation& operation) { std::visit(*this, operation); }
  /// None when the table has no primary key at this point.
  const std::vector<std::string>& of(const TableName& table) const;

  void operator()(const CreateTable& o) { add(o.table); }
  void operator()(const DropTable& o) { keys_.erase({o.table.schema, o.table.name}); }
  void operator()(const RenameTable& o);
  void operator()(const RenameColumn& o);
  void operator()(const AddPrimaryKey& o) { keys_[o.table] = o.key.columns; }
  void operator()(const DropPrimaryKey& o) { keys_.erase(o.table); }
  template <class Other>
  void operator()(const Other&) {}

 private:
  void add(const Table& table);

  std::map<TableName, std::vector<std::string>> keys_;
};

}  // namespace tenon::schema::postgresql
