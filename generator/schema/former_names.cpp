#include "schema/former_names.hpp"

#include <algorithm>

namespace tenon::schema {

void take_former_names(const Schema& known, Schema& live) {
  for (Table& table : live.tables) {
    const Table* const old = known.find(table.schema, table.name);
    if (old == nullptr) continue;
    table.formerly = old->formerly;
    for (Column& column : table.columns) {
      const Column* const old_column = old->find(column.name);
      if (old_column != nullptr) column.formerly = old_column->formerly;
    }
  }
}

void forget_former_names(Schema& schema) {
  for (Table& table : schema.tables) {
    table.formerly.clear();
    for (Column& column : table.columns) column.formerly.clear();
  }
}

void keep_reused_names(Schema& schema) {
  const auto keep = [](std::vector<std::string>& names, const auto& is_in_use) {
    names.erase(std::remove_if(names.begin(), names.end(),
                               [&](const std::string& name) { return !is_in_use(name); }),
                names.end());
  };
  for (Table& table : schema.tables) {
    keep(table.formerly, [&](const std::string& name) {
      return std::any_of(schema.tables.begin(), schema.tables.end(), [&](const Table& other) {
        return is_called({other.schema, other.name}, name);
      });
    });
    for (Column& column : table.columns) {
      keep(column.formerly, [&](const std::string& name) { return table.find(name) != nullptr; });
    }
  }
}

}  // namespace tenon::schema
