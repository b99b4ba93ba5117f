#include "command/compare.hpp"

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "import/import.hpp"
#include "introspect/introspect.hpp"
#include "schema/schema_json.hpp"

namespace tenon::command {
namespace {

schema::Schema with_old_names(schema::Schema spelled, const schema::Schema& schema) {
  for (schema::Table& table : spelled.tables) {
    const schema::Table* const model = schema.find(table.schema, table.name);
    if (model != nullptr) table.was = model->was;
    for (schema::Column& column : table.columns) {
      const schema::Column* const field = model != nullptr ? model->find(column.name) : nullptr;
      if (field != nullptr) column.was = field->was;
    }
  }
  for (schema::EnumType& type : spelled.enums) {
    const schema::EnumType* const model = schema.find_enum(type.schema, type.name);
    if (model != nullptr) type.renames = model->renames;
  }
  return spelled;
}

}  // namespace

std::vector<std::string> take_strangers(schema::Schema& live,
                                        std::initializer_list<const schema::Schema*> known) {
  const auto is_known = [&](const auto& has) {
    return std::any_of(known.begin(), known.end(), has);
  };
  std::vector<std::string> strangers;
  const auto is_stranger = [&](const schema::Table& table) {
    if (is_known([&](const schema::Schema* s) { return s->find(table.schema, table.name); }))
      return false;
    strangers.push_back("table " + schema::display_name(table.schema, table.name));
    return true;
  };
  const auto is_strange_view = [&](const schema::View& view) {
    if (is_known([&](const schema::Schema* s) { return s->find_view(view.schema, view.name); }))
      return false;
    strangers.push_back("view " + schema::display_name(view.schema, view.name));
    return true;
  };
  const auto is_strange_type = [&](const schema::EnumType& type) {
    return !is_known([&](const schema::Schema* s) { return s->find_enum(type.schema, type.name); });
  };
  // What refers to somebody else's table is not ours to say.
  const auto is_strange_key = [&](const schema::Table& table, const schema::ForeignKey& key) {
    const auto has_it = [&](const schema::Schema* s) {
      const schema::Table* const own = s->find(table.schema, table.name);
      return own != nullptr &&
             std::any_of(own->foreign_keys.begin(), own->foreign_keys.end(),
                         [&](const auto& one) { return one.columns == key.columns; });
    };
    const bool has_target =
        is_known([&](const schema::Schema* s) { return s->find(key.schema, key.table); });
    if (has_target && (import::can_say(table, key) || is_known(has_it))) return false;
    strangers.push_back("foreign key " + (key.name.empty() ? "" : key.name + " ") + "of " +
                        schema::display_name(table.schema, table.name) + " to " +
                        schema::display_name(key.schema, key.table));
    return true;
  };
  const auto is_strange_index = [&](const schema::Table& table, const schema::Index& index) {
    const auto has_it = [&](const schema::Schema* s) {
      const schema::Table* const own = s->find(table.schema, table.name);
      return own != nullptr && std::any_of(own->indexes.begin(), own->indexes.end(),
                                           [&](const auto& one) { return one.name == index.name; });
    };
    if (import::can_say(index) || is_known(has_it)) return false;
    strangers.push_back("index " + index.name + " of " +
                        schema::display_name(table.schema, table.name));
    return true;
  };
  live.views.erase(std::remove_if(live.views.begin(), live.views.end(), is_strange_view),
                   live.views.end());
  live.tables.erase(std::remove_if(live.tables.begin(), live.tables.end(), is_stranger),
                    live.tables.end());
  for (schema::Table& table : live.tables) {
    std::vector<schema::ForeignKey>& keys = table.foreign_keys;
    keys.erase(std::remove_if(keys.begin(), keys.end(),
                              [&](const auto& key) { return is_strange_key(table, key); }),
               keys.end());
    std::vector<schema::Index>& indexes = table.indexes;
    indexes.erase(std::remove_if(indexes.begin(), indexes.end(),
                                 [&](const auto& index) { return is_strange_index(table, index); }),
                  indexes.end());
  }
  live.enums.erase(std::remove_if(live.enums.begin(), live.enums.end(), is_strange_type),
                   live.enums.end());
  return strangers;
}

schema::Schema spelled_by(Connection& connection, const schema::Schema& schema) {
  return with_old_names(introspect::canonical(connection, schema), schema);
}

schema::Schema spelled_by(Connection& connection, const schema::Schema& schema,
                          const schema::Schema& live, std::vector<std::string>& notes) {
  return with_old_names(introspect::canonical(connection, schema, live, &notes), schema);
}

void print_operations(const schema::Operations& operations, bool as_json) {
  if (as_json) {
    std::cout << schema::to_json(operations).dump(2) << "\n";
    return;
  }
  for (const schema::Operation& operation : operations) {
    std::cout << schema::describe(operation) << "\n";
  }
}

}  // namespace tenon::command
