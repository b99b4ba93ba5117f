// Where the operators and functions are found that come with a column's type: citext's `=`, which
// a condition in a model means, lies in the schema of citext. The runner's search_path is empty,
// and with it the same text would silently mean text's `=`; an enum type would not be found.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "schema/dialect.hpp"

namespace tenon::schema::postgresql {

/// The SQL text of the model's with which it is made, "" = none.
std::string sql_of(const Column& column);
/// With its indexes.
std::string sql_of(const Table& table);
std::string sql_of(const Index& index);

class TypePath {
 public:
  /// `operations` are those that start from `before`.
  TypePath(const Schema& before, const std::vector<AdaptedOperation>& operations);

  /// What of SQL text about the table's rows is found along the path, for people; "" when nothing
  /// is: the table has, or had, a column of a type that the server does not bring, or the text
  /// casts to an enum type of the default schema by its name alone, as the server spells a
  /// condition that import takes over.
  std::string found_by(const TableName& table, const std::string& sql) const;
  /// The default schema, and those of types that say theirs, as `set search_path` lists them.
  std::string text(const std::string& default_schema) const;

 private:
  void add(const TableName& table, const Column& column);
  void add(const Table& table);
  void add(const EnumType& type);
  bool concerns(const TableName& table) const { return tables_.count(table) != 0; }
  bool names_enum(const std::string& sql) const;
  void follow(const Operation& operation);

  std::set<TableName> tables_;
  std::set<std::string> enums_;    ///< of the default schema
  std::set<std::string> schemas_;  ///< as SQL spells them
};

}  // namespace tenon::schema::postgresql
