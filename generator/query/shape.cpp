#include <algorithm>
#include <map>

#include "query/statement.hpp"

namespace tenon::query {
namespace {

using model::Entity;
using model::Loaded;
using model::Relation;
using model::Shape;
using model::TypeKind;

Column column_in(const Entity& entity, const std::string& field) {
  const model::Field& found = *entity.find(field);
  return {found.column, found.name, found.type};
}

bool has(const std::vector<Column>& columns, const std::string& field) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const Column& column) { return column.field == field; });
}

/// Rows can be put together by values of this type that are equal byte by byte.
bool joins_by_bytes(const model::Type& type) {
  if (!type.compares_bytes()) return false;
  switch (type.kind) {
    case TypeKind::int16:
    case TypeKind::int32:
    case TypeKind::int64:
    case TypeKind::string:
    case TypeKind::uuid:
      return true;
    default:
      return false;
  }
}

/// Else the database compares the values that join rows.
bool joins_by_bytes(const Entity& entity, const Relation& relation, const model::Model& model) {
  if (relation.fields.size() != 1) return false;
  const Entity& target = *model.find(relation.entity);
  const auto is_bytewise = [](const Entity& of, const std::vector<std::string>& fields) {
    return fields.size() == 1 && joins_by_bytes(of.find(fields.front())->type);
  };
  if (!is_bytewise(entity, relation.fields) || !is_bytewise(target, relation.targets)) return false;
  if (relation.through.empty()) return true;
  const Entity& through = *model.find(relation.through);
  return is_bytewise(through, relation.through_fields) &&
         is_bytewise(through, relation.through_targets);
}

std::vector<Column> columns_in(const Entity& entity, const std::vector<std::string>& fields) {
  std::vector<Column> columns;
  columns.reserve(fields.size());
  for (const std::string& field : fields) columns.push_back(column_in(entity, field));
  return columns;
}

Table table_of(const Entity& entity) { return {entity.schema, entity.table}; }

/// In the order that is said, then by key: a total order.
std::vector<Ordering> order_of(const Entity& entity, const Loaded& loaded) {
  std::vector<Ordering> order;
  const auto has_field = [&](const std::string& field) {
    return std::any_of(order.begin(), order.end(),
                       [&](const Ordering& one) { return one.column.field == field; });
  };
  for (const model::Order& one : loaded.order)
    order.push_back({column_in(entity, one.field), one.descending});
  for (const std::string& key : entity.primary_key)
    if (!has_field(key)) order.push_back({column_in(entity, key), false});
  return order;
}

std::optional<Column> mark_of(const Entity& entity) {
  if (entity.soft_delete.empty()) return std::nullopt;
  return column_in(entity, entity.soft_delete);
}

/// Whether the row there is the one that a reference of the entity names.
bool is_named(const Entity& entity, const Relation& relation) {
  return std::any_of(
      entity.references.begin(), entity.references.end(),
      [&](const model::Reference& reference) { return reference.relation == relation.name; });
}

/// Decimals and times, which a database may store as numbers of its own unit.
std::vector<schema::Column> measured(const Entity& entity) {
  static const std::map<model::TypeKind, schema::ColumnType::Kind> kinds = {
      {model::TypeKind::decimal, schema::ColumnType::Kind::decimal},
      {model::TypeKind::timestamp, schema::ColumnType::Kind::timestamp},
      {model::TypeKind::date, schema::ColumnType::Kind::date},
      {model::TypeKind::local_timestamp, schema::ColumnType::Kind::local_timestamp},
      {model::TypeKind::time, schema::ColumnType::Kind::time},
  };
  std::vector<schema::Column> columns;
  for (const model::Field& field : entity.fields) {
    const auto kind = kinds.find(field.type.kind);
    if (kind == kinds.end() || field.type.is_list) continue;
    schema::Column column;
    column.name = field.column;
    column.type.kind = kind->second;
    column.type.precision = field.type.precision;
    column.type.scale = field.type.scale;
    columns.push_back(std::move(column));
  }
  return columns;
}

Related related(const Entity& entity, const Loaded& loaded, const Relation& relation,
                const model::Model& model) {
  const Entity& target = *model.find(relation.entity);
  Related made;
  made.table = table_of(target);
  made.where = loaded.where;
  if (!made.where.empty()) made.mentioned = measured(target);
  made.limit = loaded.limit;
  if (relation.is_to_many()) made.order = order_of(target, loaded);
  if (loaded.shape.empty())
    for (const model::Field& field : target.fields)
      made.columns.push_back(column_in(target, field.name));
  else
    made.columns = columns_of(target, *target.find_shape(loaded.shape));
  made.owners = columns_in(target, relation.targets);
  made.is_placed = !joins_by_bytes(entity, relation, model);
  if (!is_named(entity, relation)) made.mark = mark_of(target);
  if (relation.through.empty()) return made;
  const Entity& through = *model.find(relation.through);
  made.owners = columns_in(through, relation.through_fields);
  made.through = Related::Through{table_of(through), columns_in(through, relation.through_targets),
                                  columns_in(target, relation.targets), mark_of(through)};
  return made;
}

}  // namespace

bool can_join(const model::Type& type) {
  switch (type.kind) {
    case TypeKind::interval:
    case TypeKind::json:
    case TypeKind::object:
      return false;
    default:
      return !type.is_list;
  }
}

bool is_readable(const Entity& entity, const Shape& shape, const model::Model& model) {
  return std::all_of(shape.loaded.begin(), shape.loaded.end(), [&](const Loaded& loaded) {
    const Relation& relation = *entity.find_relation(loaded.relation);
    const Entity& target = *model.find(relation.entity);
    return std::all_of(
               relation.fields.begin(), relation.fields.end(),
               [&](const std::string& field) { return can_join(entity.find(field)->type); }) &&
           (loaded.shape.empty() || is_readable(target, *target.find_shape(loaded.shape), model));
  });
}

std::vector<Column> columns_of(const Entity& entity, const Shape& shape) {
  std::vector<Column> columns;
  for (const model::Field* field : entity.fields_of(shape.fields))
    columns.push_back(column_in(entity, field->name));
  for (const Loaded& loaded : shape.loaded)
    for (const std::string& field : entity.find_relation(loaded.relation)->fields)
      if (!has(columns, field)) columns.push_back(column_in(entity, field));
  return columns;
}

std::vector<Statement> statements(const Entity& entity, const Shape& shape,
                                  const model::Model& model) {
  const std::string name = "find_" + shape.suffix(entity.name);
  Select find{table_of(entity), columns_of(entity, shape), {}, {}};
  for (const std::string& key : entity.primary_key) find.where.push_back({column_in(entity, key)});
  if (const std::optional<Column> mark = mark_of(entity))
    find.where.push_back({*mark, Condition::Comparison::is_null});
  std::vector<Statement> all{{name, std::move(find)}};
  for (const Loaded& loaded : shape.loaded) {
    const Relation& relation = *entity.find_relation(loaded.relation);
    all.push_back({shape.suffix(entity.name) + "_" + loaded.relation,
                   related(entity, loaded, relation, model)});
  }
  return all;
}

}  // namespace tenon::query
