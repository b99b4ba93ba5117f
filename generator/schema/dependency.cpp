#include "schema/dependency.hpp"

#include <algorithm>
#include <cctype>

namespace tenon::schema {
namespace {

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// The end of a quoted part that begins at `at`; a doubled quote does not end it.
std::size_t end_of_quoted(std::string_view sql, std::size_t at) {
  const char quote = sql[at];
  for (++at; at < sql.size(); ++at) {
    if (sql[at] != quote) continue;
    if (at + 1 < sql.size() && sql[at + 1] == quote) {
      ++at;
    } else {
      return at + 1;
    }
  }
  return sql.size();
}

std::string undouble(std::string_view quoted) {
  std::string text;
  for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
    text += quoted[i];
    if (quoted[i] == '"') ++i;
  }
  return text;
}

bool same_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) ==
           std::tolower(static_cast<unsigned char>(y));
  });
}

}  // namespace

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool same_columns(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return a.size() == b.size() && std::is_permutation(a.begin(), a.end(), b.begin());
}

std::vector<std::string> column_names(const Index& index) {
  std::vector<std::string> names;
  names.reserve(index.parts.size());
  for (const IndexPart& part : index.parts)
    if (part.expression.empty()) names.push_back(part.column);
  return names;
}

bool is_key(const Index& index) {
  return index.unique && index.where.empty() && column_names(index).size() == index.parts.size();
}

bool index_mentions(const Index& index, std::string_view name) {
  return mentions(index.where, name) ||
         std::any_of(index.parts.begin(), index.parts.end(),
                     [&](const IndexPart& part) { return mentions(part.expression, name); });
}

bool references(const ForeignKey& key, const Table& table) {
  return key.table == table.name && key.schema == table.schema;
}

bool has_key(const Table& table, const std::vector<std::string>& columns) {
  if (table.primary_key && same_columns(table.primary_key->columns, columns)) return true;
  for (const Unique& unique : table.uniques) {
    if (same_columns(unique.columns, columns)) return true;
  }
  return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
    return is_key(index) && same_columns(column_names(index), columns);
  });
}

bool foreign_key_uses(const Schema& schema, const Table& table, std::string_view column) {
  for (const ForeignKey& key : table.foreign_keys) {
    if (contains(key.columns, column)) return true;
  }
  for (const Table& other : schema.tables) {
    for (const ForeignKey& key : other.foreign_keys) {
      if (references(key, table) && contains(key.targets, column)) return true;
    }
  }
  return false;
}

bool mentions(std::string_view sql, std::string_view name) {
  std::size_t at = 0;
  while (at < sql.size()) {
    const char c = sql[at];
    std::size_t end = at + 1;
    if (c == '\'') {
      end = end_of_quoted(sql, at);
    } else if (c == '"') {
      end = end_of_quoted(sql, at);
      if (undouble(sql.substr(at, end - at)) == name) return true;
    } else if (is_word(c)) {
      while (end < sql.size() && is_word(sql[end])) ++end;
      if (same_ignoring_case(sql.substr(at, end - at), name)) return true;
    }
    at = end;
  }
  return false;
}

bool check_uses(const Check& check, std::string_view column) {
  return check.column.empty() ? mentions(check.expression, column) : check.column == column;
}

std::string dependent_on_column(const Schema& schema, const Table& table, std::string_view column) {
  if (table.primary_key && contains(table.primary_key->columns, column)) {
    return "primary key " + table.primary_key->name;
  }
  for (const Unique& unique : table.uniques) {
    if (contains(unique.columns, column)) return "unique key " + unique.name;
  }
  for (const Check& check : table.checks) {
    if (check_uses(check, column)) return "check " + check.name;
  }
  for (const Index& index : table.indexes) {
    if (contains(column_names(index), column) || contains(index.include, column) ||
        index_mentions(index, column)) {
      return "index " + index.name;
    }
  }
  if (foreign_key_uses(schema, table, column)) return "a foreign key";
  return {};
}

}  // namespace tenon::schema
