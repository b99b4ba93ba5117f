// Where the operators and functions are found that come with a column's type: citext's `=`, which
// a condition in a model means, lies in the schema of citext. The runner's search_path is empty,
// and with it the same text would silently mean text's `=`.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "schema/dialect.hpp"

namespace tenon::schema::postgresql {

/// Whether it is made with SQL text of the model's.
bool has_sql(const Column& column);
bool has_sql(const Table& table);
bool has_sql(const Index& index);

class TypePath {
 public:
  /// `operations` are those that start from `before`.
  TypePath(const Schema& before, const std::vector<AdaptedOperation>& operations);

  /// Whether the table has, or had, a column of a type that the server does not bring.
  bool concerns(const TableName& table) const { return tables_.count(table) != 0; }
  /// The default schema, and those of types that say theirs, as `set search_path` lists them.
  std::string text(const std::string& default_schema) const;

 private:
  void add(const TableName& table, const Column& column);
  void add(const Table& table);
  void follow(const Operation& operation);

  std::set<TableName> tables_;
  std::set<std::string> schemas_;  ///< as SQL spells them
};

}  // namespace tenon::schema::postgresql
