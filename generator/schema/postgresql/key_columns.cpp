#include "schema/postgresql/key_columns.hpp"

#include <algorithm>
#include <utility>

namespace tenon::schema::postgresql {

KeyColumns::KeyColumns(const Schema& schema) {
  for (const Table& table : schema.tables) add(table);
}

const std::vector<std::string>& KeyColumns::of(const TableName& table) const {
  static const std::vector<std::string> none;
  const auto found = keys_.find(table);
  return found == keys_.end() ? none : found->second;
}

void KeyColumns::operator()(const RenameTable& o) {
  auto key = keys_.extract(o.from);
  if (key.empty()) return;
  key.key() = o.to;
  keys_.insert(std::move(key));
}

void KeyColumns::operator()(const RenameColumn& o) {
  const auto found = keys_.find(o.table);
  if (found != keys_.end()) {
    std::replace(found->second.begin(), found->second.end(), o.from, o.to);
  }
}

void KeyColumns::add(const Table& table) {
  if (table.primary_key) keys_[{table.schema, table.name}] = table.primary_key->columns;
}

}  // namespace tenon::schema::postgresql
