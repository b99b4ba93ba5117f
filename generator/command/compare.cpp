#include "command/compare.hpp"

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "command/report.hpp"
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

/// What is not in any of the schemas that are known.
class Strangers {
 public:
  explicit Strangers(std::initializer_list<const schema::Schema*> known) : known_(known) {}

  std::vector<std::string> take_from(schema::Schema& live) {
    take(live.views, [&](const schema::View& view) { return is_strange(view); });
    take(live.tables, [&](const schema::Table& table) { return is_strange(table); });
    for (schema::Table& table : live.tables) {
      take(table.foreign_keys,
           [&](const schema::ForeignKey& key) { return is_strange(table, key); });
      take(table.indexes, [&](const schema::Index& index) { return is_strange(table, index); });
    }
    take(live.enums, [&](const schema::EnumType& type) {
      return !is_known(
          [&](const schema::Schema* s) { return s->find_enum(type.schema, type.name); });
    });
    return std::move(names_);
  }

 private:
  template <class T, class Predicate>
  static void take(std::vector<T>& from, Predicate is_strange) {
    from.erase(std::remove_if(from.begin(), from.end(), is_strange), from.end());
  }

  template <class Predicate>
  bool is_known(Predicate has) const {
    return std::any_of(known_.begin(), known_.end(), has);
  }
  bool add(const std::string& name) {
    names_.push_back(name);
    return true;
  }

  bool is_strange(const schema::Table& table) {
    if (is_known([&](const schema::Schema* s) { return s->find(table.schema, table.name); }))
      return false;
    return add("table " + schema::display_name(table.schema, table.name));
  }
  bool is_strange(const schema::View& view) {
    if (is_known([&](const schema::Schema* s) { return s->find_view(view.schema, view.name); }))
      return false;
    return add("view " + schema::display_name(view.schema, view.name));
  }
  /// What refers to somebody else's table is not ours to say.
  bool is_strange(const schema::Table& table, const schema::ForeignKey& key) {
    const auto has_it = [&](const schema::Schema* s) {
      const schema::Table* const own = s->find(table.schema, table.name);
      return own != nullptr &&
             std::any_of(own->foreign_keys.begin(), own->foreign_keys.end(),
                         [&](const auto& one) { return one.columns == key.columns; });
    };
    const bool has_target =
        is_known([&](const schema::Schema* s) { return s->find(key.schema, key.table); });
    const bool can_say = import::can_say(table, key) && !is_known([&](const schema::Schema* s) {
                           return !import::can_refer(*s, table, key);
                         });
    if (has_target && (can_say || is_known(has_it))) return false;
    return add("foreign key " + (key.name.empty() ? "" : key.name + " ") + "of " +
               schema::display_name(table.schema, table.name) + " to " +
               schema::display_name(key.schema, key.table));
  }
  bool is_strange(const schema::Table& table, const schema::Index& index) {
    const auto has_it = [&](const schema::Schema* s) {
      const schema::Table* const own = s->find(table.schema, table.name);
      return own != nullptr && std::any_of(own->indexes.begin(), own->indexes.end(),
                                           [&](const auto& one) { return one.name == index.name; });
    };
    if (import::can_say(index) || is_known(has_it)) return false;
    return add("index " + index.name + " of " + schema::display_name(table.schema, table.name));
  }

  std::initializer_list<const schema::Schema*> known_;
  std::vector<std::string> names_;
};

}  // namespace

std::vector<std::string> take_strangers(schema::Schema& live,
                                        std::initializer_list<const schema::Schema*> known) {
  return Strangers{known}.take_from(live);
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
    print_json(schema::to_json(operations));
    return;
  }
  for (const schema::Operation& operation : operations) {
    std::cout << schema::describe(operation) << "\n";
  }
}

}  // namespace tenon::command
