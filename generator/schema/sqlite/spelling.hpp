// SQLite's words for the parts of a schema: STRICT tables with five storage types.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/operation.hpp"

namespace tenon::schema::sqlite {

/// SQLite has no schemas: a table outside the default one is named "audit.users".
std::string table_name(std::string_view schema, std::string_view table);

std::string type_text(const ColumnType& type);

/// "nocase" or "rtrim", or "" where texts are compared as they are: SQLite has no other.
std::string collation(const ColumnType& type);

/// The default as it stands after DEFAULT: times in microseconds (dates in days) since 1970,
/// decimals of up to 18 digits scaled, booleans as 0 and 1, expressions in parentheses.
std::string default_text(const Column& column);

/// SQL of a model as a value of the column's type: a literal is stored as a default would be (1 in
/// a Decimal of two digits behind the point as 100, a date as its day), PostgreSQL's clocks have
/// SQLite's words, and anything else stays as it is.
std::string stored_value(const ColumnType& type, const std::string& sql);

/// The table and the index with the meaning of their checks, indexes and computed columns. SQL that
/// a model gives for SQLite stays as it is.
Table meant(Table table);
Index meant(const Table& table, Index index);

/// SQL of a model as SQLite has to say it of what it stores: `price > 10` is `price > 1000` where
/// the price has two digits behind the point, and dates are days. What cannot be read stays as it
/// is. `scale` is what the value has to have, of a computed Decimal.
std::string meaning(const std::vector<Column>& columns, const std::string& sql,
                    std::optional<int> scale = std::nullopt);

/// Whether meaning() could read it, or it names no column that is stored in another form.
bool can_mean(const std::vector<Column>& columns, const std::string& sql, const ColumnType* result);

/// What rows that have these columns get in one of the type, as a model's SQL says it.
std::string filling(const std::vector<Column>& columns, const ColumnType& type,
                    const std::string& sql);

/// A whole CREATE TABLE, under `name` where that is given.
std::string create_table(const Table& table, std::string_view name = {});

/// Tables and indexes of a file share one space of names: the index of a table outside the default
/// schema is qualified as the table is.
std::string index_name(std::string_view schema, std::string_view index);

/// `where` included; SQLite has neither `include` nor an order of NULLs.
std::string create_index(const Table& table, const Index& index);

/// Whether SQLite has the index at all: there are B-trees only, and they do for a hash. What other
/// methods find they would not.
bool is_kept(const Index& index);

/// Whether SQLite has the check at all: it cannot look into a list, for a CHECK has no subquery.
bool is_kept(const Check& check);

/// A column for ALTER TABLE … ADD COLUMN.
std::string column_text(const Column& column);

/// What the column's value, an SQL expression, is as the other type; the expression itself when
/// nothing has to be done. `takes_back`: of a list that was made of a value, or a text of a list.
std::string convert(const std::string& value, const ColumnType& from, const ColumnType& to,
                    bool takes_back = false);

/// The same where one of the types is a list; `convert` asks it.
std::string convert_list(const std::string& value, const ColumnType& from, const ColumnType& to,
                         bool takes_back);

/// A list with each element as the expression says, which calls it `value`.
std::string mapped_list(const std::string& list, const std::string& expression);

/// A decimal that is kept as text, in its one form: with the column's digits behind the point, or,
/// where it has no limit, without zeros at the end.
std::string decimal_text(std::string digits, const ColumnType& type);

/// The JSON text of a list with these elements, each as its own default would be.
std::string list_text(const ColumnType& type, const std::vector<std::string>& elements);

/// The column as introspection shows it: type and default in SQLite's terms, no comment.
Column stored(const Column& column);

/// The index as introspection shows it: without method, included columns and an order of NULLs.
Index stored(const Index& index);

/// Whether the decimal is stored as an integer scaled by 10^scale.
bool is_scaled(const ColumnType& type);

}  // namespace tenon::schema::sqlite
