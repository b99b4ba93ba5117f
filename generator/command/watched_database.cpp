#include "command/watched_database.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <tenon/error.hpp>

#include "base/sql.hpp"
#include "introspect/introspect.hpp"
#include "schema/diff.hpp"

namespace tenon::command {
namespace {

using Names = std::set<schema::TableName>;

schema::TableName own_name(const schema::Table& table) { return {table.schema, table.name}; }

std::map<schema::TableName, const schema::Table*> index(const schema::Schema& schema) {
  std::map<schema::TableName, const schema::Table*> tables;
  for (const schema::Table& table : schema.tables) tables[own_name(table)] = &table;
  return tables;
}

/// The tables that only one of the schemas has, or that are not the same in both.
Names changed(const schema::Schema& before, const schema::Schema& now) {
  Names names;
  auto old = index(before);
  for (const schema::Table& table : now.tables) {
    const auto found = old.find(own_name(table));
    const bool is_same = found != old.end() && *found->second == table;
    if (!is_same) names.insert(own_name(table));
    if (found != old.end()) old.erase(found);
  }
  for (const auto& [name, table] : old) names.insert(name);
  return names;
}

/// Puts the tables of `from` into the places of those in `into` that have one of the names.
void replace(const Names& names, schema::Schema from, schema::Schema& into) {
  std::map<schema::TableName, schema::Table*> fresh;
  for (schema::Table& table : from.tables) fresh[own_name(table)] = &table;
  std::vector<schema::Table> tables;
  for (schema::Table& table : into.tables) {
    if (names.count(own_name(table)) == 0) tables.push_back(std::move(table));
  }
  for (const auto& [name, table] : fresh)
    if (names.count(name) != 0) tables.push_back(std::move(*table));
  into.tables = std::move(tables);
}

schema::Schema only(const Names& names, const schema::Schema& schema) {
  schema::Schema part;
  part.enums = schema.enums;
  part.views = schema.views;
  for (const schema::Table& table : schema.tables)
    if (names.count(own_name(table)) != 0) part.tables.push_back(table);
  return part;
}

/// The named tables with what they refer to, of which the keys are enough.
schema::Schema with_targets(const Names& names, const schema::Schema& schema) {
  schema::Schema part = only(names, schema);
  part.views.clear();
  Names targets;
  for (const schema::Table& table : part.tables)
    for (const schema::ForeignKey& key : table.foreign_keys)
      if (names.count({key.schema, key.table}) == 0) targets.insert({key.schema, key.table});
  for (const schema::Table& table : schema.tables) {
    if (targets.count(own_name(table)) == 0) continue;
    part.tables.push_back(table);
    schema::Table& target = part.tables.back();
    target.foreign_keys.clear();
    target.checks.clear();
    auto& indexes = target.indexes;
    indexes.erase(std::remove_if(indexes.begin(), indexes.end(),
                                 [](const schema::Index& each) { return !each.unique; }),
                  indexes.end());
  }
  return part;
}

bool reads(const schema::Schema& schema, const Names& names) {
  return std::any_of(schema.views.begin(), schema.views.end(), [&](const schema::View& view) {
    const std::vector<std::string> texts = view.query.all();
    return std::any_of(names.begin(), names.end(), [&](const schema::TableName& name) {
      return std::any_of(texts.begin(), texts.end(),
                         [&](const std::string& text) { return base::mentions(text, name.name); });
    });
  });
}

}  // namespace

Names WatchedDatabase::see_database(bool is_whole) {
  introspect::Marks marks = introspect::marks(connection_);
  Names names;
  for (const auto& [name, mark] : marks.tables) {
    const auto old = marks_.tables.find(name);
    if (old == marks_.tables.end() || old->second != mark) names.insert(name);
  }
  for (const auto& [name, mark] : marks_.tables)
    if (marks.tables.count(name) == 0) names.insert(name);
  if (is_whole || marks.rest != marks_.rest) {
    schema::Schema now = introspect::introspect(connection_);
    names.merge(changed(live_, now));
    live_ = std::move(now);
  } else if (!names.empty()) {
    replace(names, introspect::introspect_only(connection_, names), live_);
  }
  marks_ = std::move(marks);
  return names;
}

Names WatchedDatabase::spell(const schema::Schema& schema) {
  Names names = changed(said_, schema);
  const bool has_other_views = said_.views != schema.views || reads(schema, names);
  const auto spell_whole = [&] { wanted_ = introspect::canonical(connection_, schema); };
  if (has_other_views) {
    spell_whole();
  } else {
    try {
      spell_tables(names, schema);
    } catch (const Error&) {
      spell_whole();  // they need something else of the schema
    }
  }
  said_ = schema;
  return names;
}

/// On the way down tables are again what they were on the way up.
void WatchedDatabase::spell_tables(const Names& names, const schema::Schema& schema) {
  Names unknown;
  schema::Schema spelled;
  for (const schema::Table& table : only(names, schema).tables) {
    const auto& versions = spelled_[own_name(table)];
    const auto known = std::find_if(versions.begin(), versions.end(),
                                    [&](const auto& each) { return each.first == table; });
    if (known == versions.end()) {
      unknown.insert(own_name(table));
    } else {
      spelled.tables.push_back(known->second);
    }
  }
  if (!unknown.empty() || said_.enums != schema.enums) {
    schema::Schema part = introspect::canonical(connection_, with_targets(unknown, schema));
    wanted_.enums = std::move(part.enums);
    for (schema::Table& table : part.tables) {
      if (unknown.count(own_name(table)) == 0) continue;
      spelled_[own_name(table)].push_back({*schema.find(table.schema, table.name), table});
      spelled.tables.push_back(std::move(table));
    }
  }
  replace(names, std::move(spelled), wanted_);
}

schema::Operations WatchedDatabase::look(const schema::Schema& schema, bool renames) {
  Names names = see_database(renames);
  names.merge(spell(schema));
  names.insert(different_.begin(), different_.end());
  const schema::Schema live = only(names, live_);
  const schema::Schema wanted = only(names, wanted_);
  different_ = changed(live, wanted);
  return schema::diff(live, wanted).operations;
}

schema::Operations WatchedDatabase::look_whole(const schema::Schema& schema) {
  see_database(true);
  spell(schema);
  different_ = changed(live_, wanted_);
  return schema::diff(live_, wanted_).operations;
}

}  // namespace tenon::command
