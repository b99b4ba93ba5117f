#include "query/statement.hpp"

#include <algorithm>
#include <set>

namespace tenon::query {
namespace {

using model::Entity;
using model::Field;

Column column_of(const Field& field) { return {field.column, field.name, field.type}; }

Column column_of(const Entity& entity, const std::string& field) {
  return column_of(*entity.find(field));
}

std::vector<Column> all_columns(const Entity& entity) {
  std::vector<Column> columns;
  for (const Field& field : entity.fields) columns.push_back(column_of(field));
  return columns;
}

bool is_key(const Entity& entity, const Field& field) {
  return std::find(entity.primary_key.begin(), entity.primary_key.end(), field.name) !=
         entity.primary_key.end();
}

/// Where rows are marked when they are removed: those that are not.
void add_live(const Entity& entity, std::vector<Condition>& conditions) {
  if (!entity.soft_delete.empty())
    conditions.push_back({column_of(entity, entity.soft_delete), Condition::Comparison::is_null});
}

std::vector<Condition> key_conditions(const Entity& entity) {
  std::vector<Condition> conditions;
  for (const std::string& field : entity.primary_key)
    conditions.push_back({column_of(entity, field)});
  return conditions;
}

std::vector<Condition> live_key_conditions(const Entity& entity) {
  std::vector<Condition> conditions = key_conditions(entity);
  add_live(entity, conditions);
  return conditions;
}

/// A parameter can be an array of every type but these (which as a key have few values anyway, or
/// are no key).
bool has_arrays(const model::Type& type) {
  return !type.is_list && type.kind != model::TypeKind::enumeration &&
         type.kind != model::TypeKind::boolean;
}

bool evaluated_by_database(const Field& field) {
  return field.initial && field.initial->kind == model::Default::Kind::sql;
}

bool is_computed(const Field& field) { return field.filled == model::Filled::by_expression; }

std::vector<Column> computed_columns(const Entity& entity) {
  std::vector<Column> columns;
  for (const Field& field : entity.fields)
    if (is_computed(field)) columns.push_back(column_of(field));
  return columns;
}

Statement create(const Entity& entity, const schema::Table& columns) {
  Insert insert{{columns.schema, columns.name}, {}, {}, false};
  const auto add = [&](const Field& field) {
    insert.values.push_back({column_of(field), std::nullopt, columns.find(field.column)->type});
    if (!evaluated_by_database(field)) return;
    insert.values.back().otherwise = *columns.find(field.column);
    insert.returning.push_back(column_of(field));
  };
  for (const Field& field : entity.fields) {
    if (field.filled == model::Filled::by_identity)
      insert.returning.insert(insert.returning.begin(), column_of(field));
    else if (is_computed(field))
      insert.returning.push_back(column_of(field));
    else if (!is_key(entity, field) && field.filled != model::Filled::by_removed_clock)
      add(field);
  }
  for (const std::string& key : entity.primary_key)
    if (entity.find(key)->filled != model::Filled::by_identity) add(*entity.find(key));
  return {"create", insert};
}

/// The whole row, with the key behind the other values, so that `create` and `save` send the first
/// ones of the same list where they can.
Statement insert(const Entity& entity, const schema::Table& columns) {
  Insert insert{{columns.schema, columns.name}, {}, computed_columns(entity), false};
  const auto add = [&](const Field& field) {
    insert.values.push_back({column_of(field), std::nullopt, columns.find(field.column)->type});
  };
  for (const Field& field : entity.fields)
    if (!is_key(entity, field) && !is_computed(field) &&
        field.filled != model::Filled::by_removed_clock)
      add(field);
  for (const std::string& key : entity.primary_key) add(*entity.find(key));
  if (!entity.soft_delete.empty()) add(*entity.find(entity.soft_delete));
  return {"insert", insert};
}

/// The same for many rows. One without values has nothing that could be an array; rows that come
/// back are known again by an identity alone.
void add_many(const Entity& entity, const Statement& one, std::vector<Statement>& all) {
  Insert insert = std::get<Insert>(one.tree);
  if (insert.values.empty()) return;
  if (!insert.returning.empty() &&
      entity.find(insert.returning.front().field)->filled != model::Filled::by_identity)
    return;
  insert.by_arrays = true;
  all.push_back({one.name + "_many", std::move(insert)});
}

Statement find_many(const Entity& entity, const Table& table) {
  Condition any{column_of(entity, entity.primary_key.front()), Condition::Comparison::any_of};
  std::vector<Condition> conditions = {any};
  add_live(entity, conditions);
  return {"find_many", Select{table, all_columns(entity), conditions, {}}};
}

/// "_by_event_and_seat": the end of a method's name.
std::string by_name(const std::vector<std::string>& fields) {
  std::string name = "_by";
  for (const std::string& field : fields) name += (&field == &fields[0] ? "_" : "_and_") + field;
  return name;
}

Statement find_by(const Entity& entity, const Table& table,
                  const std::vector<std::string>& fields) {
  std::vector<Condition> conditions;
  conditions.reserve(fields.size() + 1);  // and that of the rows that are seen
  for (const std::string& field : fields) conditions.push_back({column_of(entity, field)});
  add_live(entity, conditions);
  return {"find" + by_name(fields), Select{table, all_columns(entity), conditions, {}}};
}

/// Rows equal on the index's first column, in the order of its other columns and then of the key: a
/// total order.
Statement list_by(const Entity& entity, const Table& table, const model::Index& index) {
  const std::string& first = index.parts.front().field;
  Select select{table, all_columns(entity), {{column_of(entity, first)}}, {}};
  add_live(entity, select.where);
  std::set<std::string> ordered = {first};
  for (std::size_t i = 1; i < index.parts.size(); ++i) {
    // There is no order that SQL gives an expression's rows by name, and none of lists that both
    // databases have.
    if (!index.parts[i].sql.empty()) break;
    if (entity.find(index.parts[i].field)->type.is_list) break;
    if (!ordered.insert(index.parts[i].field).second) continue;
    select.order.push_back({column_of(entity, index.parts[i].field), index.parts[i].descending});
  }
  for (const std::string& key : entity.primary_key)
    if (ordered.insert(key).second) select.order.push_back({column_of(entity, key)});
  return {"list_by_" + first, select};
}

/// Whether the index finds all rows that are equal on its first field.
bool finds_equal_rows(const model::Index& index) {
  return (index.where.empty() || index.of_live_rows) && index.parts.front().sql.empty() &&
         (index.method.empty() || index.method == "hash");
}

/// Something but the key is the application's to change.
bool is_changeable(const Entity& entity) {
  return std::any_of(entity.fields.begin(), entity.fields.end(), [&](const Field& field) {
    return field.filled == model::Filled::by_application && !is_key(entity, field);
  });
}

/// With a version: only the row that still has the entity's, and the new one comes back.
Statement save(const Entity& entity, const Table& table) {
  Update update{table, {}, live_key_conditions(entity), computed_columns(entity)};
  for (const Field& field : entity.fields) {
    if (is_key(entity, field) || is_computed(field) ||
        field.filled == model::Filled::by_created_clock ||
        field.filled == model::Filled::by_removed_clock)
      continue;
    const bool is_version = field.filled == model::Filled::by_version;
    update.set.push_back(
        {column_of(field), is_version ? Change::Kind::increment : Change::Kind::parameter});
    if (!is_version) continue;
    update.where.push_back({column_of(field)});
    update.returning.push_back(column_of(field));
  }
  return {"save", update};
}

/// The mark of removal, set or taken away, both of which change the row: updated_at says when, and
/// a version counts them.
Statement mark(const Entity& entity, const Table& table, bool is_removal) {
  Update update{table, {}, key_conditions(entity), {}};
  const Column column = column_of(entity, entity.soft_delete);
  update.set.push_back({column, is_removal ? Change::Kind::parameter : Change::Kind::null});
  for (const Field& field : entity.fields) {
    if (field.filled == model::Filled::by_updated_clock)
      update.set.push_back({column_of(field), Change::Kind::parameter});
    if (field.filled == model::Filled::by_version)
      update.set.push_back({column_of(field), Change::Kind::increment});
  }
  update.where.push_back(
      {column, is_removal ? Condition::Comparison::is_null : Condition::Comparison::is_not_null});
  return {is_removal ? "remove" : "restore", update};
}

void add_removal(const Entity& entity, const Table& table, std::vector<Statement>& all) {
  const Delete erase{table, key_conditions(entity)};
  if (entity.soft_delete.empty()) return all.push_back({"remove", erase});
  all.push_back(mark(entity, table, true));
  all.push_back(mark(entity, table, false));
  all.push_back({"erase", erase});
}

/// The keys by which one row can be found, without the primary key itself and without repetition.
std::vector<std::vector<std::string>> unique_field_sets(const Entity& entity) {
  std::vector<std::vector<std::string>> sets;
  const auto add = [&](const std::vector<std::string>& fields) {
    if (fields != entity.primary_key && std::find(sets.begin(), sets.end(), fields) == sets.end())
      sets.push_back(fields);
  };
  for (const model::UniqueKey& key : entity.unique_keys) add(key.fields);
  for (const model::Index& index : entity.indexes) {
    if (!index.unique || !index.finds_all()) continue;
    std::vector<std::string> fields;
    for (const model::IndexPart& part : index.parts) fields.push_back(part.field);
    add(fields);
  }
  return sets;
}

}  // namespace

std::vector<Statement> statements(const model::Entity& entity, const schema::Table& schema_table) {
  const Table table{schema_table.schema, schema_table.name};
  std::vector<Statement> all;
  if (!entity.primary_key.empty())
    all.push_back({"find", Select{table, all_columns(entity), live_key_conditions(entity), {}}});
  if (entity.primary_key.size() == 1 && has_arrays(entity.find(entity.primary_key.front())->type))
    all.push_back(find_many(entity, table));
  if (entity.is_view()) return all;
  for (const auto& fields : unique_field_sets(entity))
    all.push_back(find_by(entity, table, fields));
  std::set<std::string> listed;
  for (const model::Index& index : entity.indexes)
    if (!index.unique && finds_equal_rows(index) && listed.insert(index.parts.front().field).second)
      all.push_back(list_by(entity, table, index));
  all.push_back(create(entity, schema_table));
  add_many(entity, all.back(), all);
  all.push_back(insert(entity, schema_table));
  add_many(entity, all.back(), all);
  for (const Field& field : entity.fields)
    if (field.filled == model::Filled::by_identity)
      all.push_back({"sync_identity", SyncIdentity{table, column_of(field)}});
  if (is_changeable(entity)) all.push_back(save(entity, table));
  add_removal(entity, table, all);
  return all;
}

std::vector<UpsertKey> upsert_keys(const Entity& entity) {
  std::vector<UpsertKey> keys;
  const auto add = [&](std::string name, const std::vector<std::string>& fields) {
    UpsertKey key{std::move(name), {}};
    for (const std::string& field : fields) {
      if (entity.find(field)->filled != model::Filled::by_application) return;
      key.columns.push_back(column_of(entity, field));
    }
    keys.push_back(std::move(key));
  };
  if (entity.is_view()) return keys;
  add("upsert", entity.primary_key);
  for (const auto& fields : unique_field_sets(entity)) add("upsert" + by_name(fields), fields);
  return keys;
}

schema::Table table_of(const model::Entity& entity, const schema::Schema& schema) {
  if (!entity.is_view()) return *schema.find(entity.schema, entity.table);
  schema::Table table;
  table.schema = entity.schema;
  table.name = entity.table;
  return table;
}

std::vector<Column> parameters(const Statement& statement) {
  std::vector<Column> columns;
  const auto conditions = [&](const std::vector<Condition>& where) {
    for (const Condition& condition : where)
      if (condition.comparison == Condition::Comparison::equals ||
          condition.comparison == Condition::Comparison::any_of)
        columns.push_back(condition.column);
  };
  if (const auto* select = std::get_if<Select>(&statement.tree)) conditions(select->where);
  if (const auto* insert = std::get_if<Insert>(&statement.tree))
    for (const Assignment& value : insert->values) columns.push_back(value.column);
  if (const auto* update = std::get_if<Update>(&statement.tree)) {
    for (const Change& change : update->set)
      if (change.kind == Change::Kind::parameter) columns.push_back(change.column);
    conditions(update->where);
  }
  if (const auto* erase = std::get_if<Delete>(&statement.tree)) conditions(erase->where);
  if (const auto* related = std::get_if<Related>(&statement.tree)) return related->owners;
  return columns;
}

std::vector<Column> results(const Statement& statement) {
  if (const auto* select = std::get_if<Select>(&statement.tree)) return select->columns;
  if (const auto* insert = std::get_if<Insert>(&statement.tree)) return insert->returning;
  if (const auto* update = std::get_if<Update>(&statement.tree)) return update->returning;
  if (const auto* related = std::get_if<Related>(&statement.tree)) {
    std::vector<Column> columns = related->columns;
    columns.push_back(related->is_placed ? Column{"tenon_place", "tenon_place", {}}
                                         : related->owners.front());
    return columns;
  }
  return {};
}

}  // namespace tenon::query
