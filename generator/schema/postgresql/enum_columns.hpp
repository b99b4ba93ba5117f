// The enum types while a plan runs, and which columns are of them: a type can only be made anew
// together with its columns. Asked by adapt and by the planner.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "schema/operation.hpp"

namespace tenon::schema::postgresql {

class EnumColumns {
 public:
  using TypeName = std::pair<std::string, std::string>;  ///< SQL schema and name

  /// A column of an enum type, under its present name.
  struct Use {
    TableName table;
    std::string column;
    std::optional<Default> initial;
    Column definition = {};
  };

  explicit EnumColumns(const Schema& schema);

  void follow(const Operation& operation) { std::visit(*this, operation); }
  /// The type has another name, and its columns are of that.
  void move(const EnumType& from, const EnumType& to);
  bool is_enum(const TableName& table, const std::string& column) const;
  /// Whether the column's default is a value that its type has now; true of everything that is no
  /// text, and of columns of other types.
  bool has_default(const Column& column) const;
  std::vector<Use> uses(const TypeName& type) const;
  const std::vector<std::string>& values(const TypeName& type) const;

  void operator()(const CreateEnum& o) { values_[name_of(o.type)] = o.type.values; }
  void operator()(const DropEnum& o) { values_.erase(name_of(o.type)); }
  void operator()(const AlterEnum& o) { values_[name_of(o.to)] = o.to.values; }
  void operator()(const CreateTable& o) { add(o.table); }
  void operator()(const DropTable& o) { columns_.erase({o.table.schema, o.table.name}); }
  void operator()(const RenameTable& o);
  void operator()(const AddColumn& o) { add(o.table, o.column); }
  void operator()(const DropColumn& o) { remove(o.table, o.column.name); }
  void operator()(const RenameColumn& o);
  void operator()(const AlterColumn& o);
  template <class Other>
  void operator()(const Other&) {}

 private:
  using Columns = std::map<std::string, Column>;

  static TypeName name_of(const EnumType& type) { return {type.schema, type.name}; }
  void add(const Table& table);
  void add(const TableName& table, const Column& column);
  void remove(const TableName& table, const std::string& column);

  std::map<TypeName, std::vector<std::string>> values_;
  std::map<TableName, Columns> columns_;  ///< those of enum types
};

}  // namespace tenon::schema::postgresql
