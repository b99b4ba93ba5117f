// What in a schema depends on what: asked by apply (to refuse), by diff and by the dialects.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/sql.hpp"
#include "schema/operation.hpp"

namespace tenon::schema {

bool contains(const std::vector<std::string>& names, std::string_view name);

/// Equal as sets.
bool same_columns(const std::vector<std::string>& a, const std::vector<std::string>& b);

/// The columns that it is searched by; expressions are left out.
std::vector<std::string> column_names(const Index& index);

/// Whether no two rows of the table agree in its columns.
bool is_key(const Index& index);

bool references(const ForeignKey& key, const Table& table);

/// Whether exactly these columns are the table's primary key, a unique key or a unique index.
bool has_key(const Table& table, const std::vector<std::string>& columns);

/// Whether a foreign key of the table, or one that points at it, uses the column.
bool foreign_key_uses(const Schema& schema, const Table& table, std::string_view column);

using base::mentions;

/// Whether the view's query mentions the name: of a table, a column or another view.
bool reads(const View& view, std::string_view name);

/// Whether the operation does something that a database refuses while the view is there, or that
/// the view would not follow. `schema` is what the operation is about to change.
bool disturbs(const Operation& operation, const View& view, const Schema& schema);

/// Whether another column of the table is computed from this one.
bool computes_from(const Column& computed, std::string_view column);

/// Whether an expression of the index or its condition mentions the name.
bool index_mentions(const Index& index, std::string_view name);

bool check_uses(const Check& check, std::string_view column);

/// A key, index, check, computed column or foreign key that uses the column, as “index
/// posts_title_idx”; "" for none.
std::string dependent_on_column(const Schema& schema, const Table& table, std::string_view column);

}  // namespace tenon::schema
