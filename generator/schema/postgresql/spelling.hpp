// PostgreSQL's words for the parts of a schema; the dialect and its planner put them together.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/sql_type.hpp"
#include "schema/operation.hpp"

namespace tenon::schema::postgresql {

class Spelling {
 public:
  explicit Spelling(std::string_view default_schema) : default_schema_(default_schema) {}

  const std::string& default_schema() const { return default_schema_; }
  /// "public"."users"; a constraint's index is named the same way.
  std::string name(std::string_view schema, std::string_view object) const;
  std::string name(const TableName& table) const { return name(table.schema, table.name); }

  std::string type(const ColumnType& type) const;
  static std::string initial(const Column& column);
  /// ` collate "C"`, or "".
  static std::string collated(const ColumnType& type);
  /// A column as it stands in CREATE TABLE and ADD COLUMN.
  std::string column(const Column& column) const;
  std::string create_enum(const EnumType& type) const;
  static std::string primary_key(const PrimaryKey& key);
  static std::string unique(const Unique& unique);
  std::string foreign_key(const ForeignKey& key) const;
  /// `concurrently`: to be run outside a transaction.
  std::string create_index(const TableName& table, const Index& index, bool concurrently) const;
  std::string table_comment(const TableName& table, const std::string& comment) const;
  std::string column_comment(const TableName& table, const std::string& column,
                             const std::string& comment) const;
  /// One statement for the table, then its indexes and comments.
  std::vector<std::string> create_table(const Table& table) const;
  /// The view, then its comment.
  std::vector<std::string> create_view(const View& view) const;
  std::string view_comment(const std::string& schema, const std::string& view,
                           const std::string& comment) const;
  std::string create_schema(const std::string& schema) const;

 private:
  std::string default_schema_;
};

/// The expression after USING that turns the column's values into the other type; "" when the
/// server's own assignment cast does.
std::string conversion(const AlterColumn& change, const Spelling& spelling);

/// What the model says the type is, when it says it.
std::optional<base::SqlType> declared_type(const ColumnType& type);

/// Whether PostgreSQL changes the type in the catalogue only, as measured on 15.
bool changes_catalogue_only(const ColumnType& from, const ColumnType& to);

/// Whether an expression gives every row the same value within a statement, so that ADD COLUMN
/// needs no rewrite: a constant or the transaction's clock.
bool is_same_for_all_rows(std::string_view expression);

}  // namespace tenon::schema::postgresql
