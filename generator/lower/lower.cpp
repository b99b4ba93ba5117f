#include "lower/lower.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/names.hpp"
#include "base/sql_type.hpp"
#include "base/text.hpp"
#include "lower/names.hpp"
#include "schema/sql_text.hpp"

namespace tenon::lower {
namespace {

using model::Entity;
using model::Field;
using model::TypeKind;
using Kind = schema::ColumnType::Kind;

schema::Action action_of(model::Action action) {
  switch (action) {
    case model::Action::no_action:
      return schema::Action::no_action;
    case model::Action::restrict:
      return schema::Action::restrict;
    case model::Action::cascade:
      return schema::Action::cascade;
    case model::Action::set_null:
      return schema::Action::set_null;
    case model::Action::set_default:
      return schema::Action::set_default;
  }
  return schema::Action::no_action;
}

/// Builds the tables of one model; holds what every step needs.
class Lowering {
 public:
  Lowering(const model::Model& model, const Options& options, base::Diagnostics& diagnostics)
      : model_(model), options_(options), diagnostics_(diagnostics) {
    for (const schema::Limits& limits : options.limits) ignores_case_ |= limits.ignores_case;
  }

  schema::Schema run() {
    schema::Schema schema;
    check_old_texts();
    for (const model::Enum& one : model_.enums)
      if (one.native) add_enum(one, schema);
    std::vector<const Entity*> owners;
    for (const Entity& entity : model_.entities) {
      if (entity.is_view()) {
        add_view(entity, schema);
        continue;
      }
      schema.tables.push_back(table_of(entity));
      owners.push_back(&entity);
    }
    for (std::size_t i = 0; i < schema.tables.size(); ++i) {
      check_names(schema.tables[i], *owners[i]);
      for (const schema::Limits& limits : options_.limits) {
        check_limits(schema.tables[i], *owners[i], limits);
        for (const Field& field : owners[i]->fields) check_collation(field, limits);
      }
    }
    for (const schema::Table& table : schema.tables) check_sequences(table);
    return schema;
  }

 private:
  /// In the SQL schema of the first entity that uses it; none does: there is no such type.
  void add_enum(const model::Enum& one, schema::Schema& schema) {
    const auto uses = [&](const Field& field) {
      return field.type.enumeration == one.qualified() && !field.type.is_list;
    };
    const auto user =
        std::find_if(model_.entities.begin(), model_.entities.end(), [&](const Entity& entity) {
          return !entity.is_view() && std::any_of(entity.fields.begin(), entity.fields.end(), uses);
        });
    if (user == model_.entities.end()) return;
    schema::EnumType type{one.type_schema.value_or(user->schema),
                          one.type_name.empty() ? base::snake_case(one.name) : one.type_name,
                          {}};
    for (const model::Enumerator& enumerator : one.enumerators) {
      type.values.push_back(enumerator.text);
      if (enumerator.was) type.renames.push_back({*enumerator.was, enumerator.text});
    }
    check_type_name(type, one.span);
    enums_[one.qualified()] = type;
    schema.enums.push_back(std::move(type));
  }

  /// Every table is a type, too (PostgreSQL: pg_type). Two enums of one name would be one file.
  void check_type_name(const schema::EnumType& type, base::Span span) const {
    const std::string name = schema::display_name(type.schema, type.name);
    if (type.name.size() > longest_name)
      diagnostics_.error("bad-name", span, "the enum type '" + name + "' has more than 63 bytes",
                         "give the enum a shorter name");
    for (const Entity& entity : model_.entities) {
      if (schema::display_name(entity.schema, entity.table) != name) continue;
      base::Diagnostic& found = diagnostics_.error(
          "duplicate-name", span,
          "the enum type '" + name + "' would have the name of a table in PostgreSQL",
          "give the enum another name");
      if (entity.span.known()) found.notes.push_back({"the table", entity.span});
    }
  }

  /// One that somebody else makes has its name only.
  void add_view(const Entity& entity, schema::Schema& schema) {
    claim(schema::display_name(entity.schema, entity.table), entity.table, entity);
    if (!entity.view->empty())
      schema.views.push_back({entity.schema, entity.table, *entity.view, entity.comment});
  }

  schema::Table table_of(const Entity& entity) const {
    schema::Table table;
    table.schema = entity.schema;
    table.name = entity.table;
    table.comment = entity.comment;
    table.was = entity.was;
    for (const Field& field : entity.fields) table.columns.push_back(column_of(field));
    for (const Field& object : entity.objects) mark_parts(entity, object, table);
    table.primary_key = {entity.primary_key_name.empty() ? derived_name(entity.table, {}, "pkey")
                                                         : entity.primary_key_name,
                         columns_of(entity, entity.primary_key)};
    for (const model::UniqueKey& key : entity.unique_keys) add_unique(entity, key, table);
    for (const model::Reference& reference : entity.references)
      add_foreign_key(entity, reference, table);
    if (options_.enum_check)
      for (const Field& field : entity.fields) add_enum_check(entity, field, table);
    for (const Field& object : entity.objects) add_object_check(entity, object, table);
    for (const model::Check& check : entity.checks)
      table.checks.push_back({check.name, check.sql, "", {}});
    for (const model::Index& index : entity.indexes) add_index(entity, index, table);
    return table;
  }

  schema::Column column_of(const Field& field) const {
    schema::Column column;
    column.name = field.column;
    column.type = column_type(field);
    // Lists of them hold text.
    const auto type = enums_.find(field.type.enumeration);
    if (type != enums_.end() && !field.type.is_list) {
      column.type.kind = Kind::enumeration;
      column.type.enum_schema = type->second.schema;
      column.type.enum_name = type->second.name;
    }
    column.nullable = field.type.nullable;
    column.initial = default_of(field);
    column.identity = field.filled == model::Filled::by_identity;
    column.computed = field.computed;
    column.comment = field.comment;
    column.was = field.was;
    column.backfill = field.backfill;
    return column;
  }

  std::optional<schema::Default> default_of(const Field& field) const {
    // The rows that are there when the column comes have not changed yet.
    if (field.filled == model::Filled::by_version)
      return schema::Default{schema::Default::Kind::number, "1"};
    if (!field.initial) return std::nullopt;
    return default_of(field, *field.initial);
  }

  schema::Default default_of(const Field& field, const model::Default& initial) const {
    using From = model::Default::Kind;
    using To = schema::Default::Kind;
    switch (initial.kind) {
      case From::boolean:
        return {To::boolean, initial.text};
      case From::number:
        return {To::number, initial.text};
      case From::text:
        break;
      case From::enumerator:
        return {To::text, text_of(field, initial.text)};
      case From::sql:
        return {To::expression, initial.text};
      case From::list: {
        schema::Default list{To::list, ""};
        for (const model::Default& element : initial.elements)
          list.elements.push_back(default_of(field, element).text);
        return list;
      }
    }
    return {To::text, initial.text};
  }

  /// The text that the database holds for the enumerator of a default.
  std::string text_of(const Field& field, const std::string& name) const {
    for (const model::Enumerator& enumerator :
         model_.find_enum(field.type.enumeration)->enumerators)
      if (enumerator.name == name) return enumerator.text;
    return name;
  }

  static std::vector<std::string> columns_of(const Entity& entity,
                                             const std::vector<std::string>& fields) {
    std::vector<std::string> columns;
    columns.reserve(fields.size());
    for (const std::string& field : fields) columns.push_back(entity.find(field)->column);
    return columns;
  }

  static void add_unique(const Entity& entity, const model::UniqueKey& key, schema::Table& table) {
    const std::vector<std::string> columns = columns_of(entity, key.fields);
    table.uniques.push_back(
        {key.name.empty() ? derived_name(entity.table, columns, "key") : key.name, columns});
  }

  void add_foreign_key(const Entity& entity, const model::Reference& reference,
                       schema::Table& table) const {
    const Entity& target = *model_.find(reference.entity);
    const std::vector<std::string> columns = columns_of(entity, reference.fields);
    table.foreign_keys.push_back(
        {reference.name.empty() ? derived_name(entity.table, columns, "fkey") : reference.name,
         columns, target.schema, target.table, columns_of(target, reference.targets),
         action_of(reference.on_delete), action_of(reference.on_update), reference.deferrable});
  }

  /// A native enum's check, which PostgreSQL has not, makes way for one of that name.
  std::string enum_check_name(const Entity& entity, const Field& field) const {
    std::string name = derived_name(entity.table, {field.column}, "check");
    const auto is_taken = [&](const model::Check& check) { return check.name == name; };
    if (!model_.find_enum(field.type.enumeration)->native) return name;
    for (int number = 1; std::any_of(entity.checks.begin(), entity.checks.end(), is_taken);
         ++number)
      name = derived_name(entity.table, {field.column}, "check" + std::to_string(number));
    return name;
  }

  void add_enum_check(const Entity& entity, const Field& field, schema::Table& table) const {
    if (field.type.kind != TypeKind::enumeration) return;
    schema::Check check;
    check.name = enum_check_name(entity, field);
    check.column = field.column;
    check.is_list = field.type.is_list;
    for (const model::Enumerator& enumerator :
         model_.find_enum(field.type.enumeration)->enumerators) {
      check.values.push_back(enumerator.text);
      if (enumerator.was) check.renames.push_back({*enumerator.was, enumerator.text});
    }
    table.checks.push_back(std::move(check));
  }

  /// A value object that may be none has all its columns, or those alone that may be NULL in it.
  void add_object_check(const Entity& entity, const Field& object, schema::Table& table) const {
    if (!object.type.nullable) return;
    const std::vector<Field>& members = model_.find_object(object.type.object)->fields;
    std::vector<std::string> none;
    std::vector<std::string> whole;
    for (const Field& field : entity.fields) {
      if (!base::starts_with(field.path, object.path + ".")) continue;
      const std::string column = "\"" + base::replace_all(field.column, "\"", "\"\"") + "\" is ";
      if (!members[none.size()].type.nullable) whole.push_back(column + "not null");
      none.push_back(column + "null");
    }
    if (none.size() < 2) return;
    table.checks.push_back(
        {derived_name(entity.table, {object.name}, "check"),
         "(" + base::join(none, " and ") + ") or (" + base::join(whole, " and ") + ")",
         "",
         {}});
  }

  /// Those of its columns that are not NULL where it is one. An inner object comes after the outer.
  void mark_parts(const Entity& entity, const Field& object, schema::Table& table) const {
    if (!object.type.nullable) return;
    const std::vector<Field>& members = model_.find_object(object.type.object)->fields;
    schema::ObjectPart part{{}, derived_name(entity.table, {object.name}, "check")};
    std::vector<schema::Column*> required;
    for (std::size_t i = 0; i < entity.fields.size(); ++i) {
      if (!base::starts_with(entity.fields[i].path, object.path + ".")) continue;
      if (!members[part.columns.size()].type.nullable) required.push_back(&table.columns[i]);
      part.columns.push_back(entity.fields[i].column);
    }
    for (schema::Column* column : required) column->object = part;
    fill_objects(entity, object, table);
  }

  /// A new member's default is for the objects that are there; rows without one keep none.
  void fill_objects(const Entity& entity, const Field& object, schema::Table& table) const {
    const std::vector<Field>& members = model_.find_object(object.type.object)->fields;
    std::size_t member = 0;
    for (std::size_t i = 0; i < entity.fields.size(); ++i) {
      if (!base::starts_with(entity.fields[i].path, object.path + ".")) continue;
      schema::Column& column = table.columns[i];
      const Field& field = members[member++];
      if (field.type.nullable || !column.backfill.empty()) continue;
      column.backfill = initial_sql(field);
      if (column.backfill.empty()) continue;
      for (const std::string& other : column.object->columns) {
        if (other == column.name) continue;
        column.backfill_where += (column.backfill_where.empty() ? "" : " or ") +
                                 schema::quote_name(other) + " is not null";
      }
      if (column.backfill_where.empty()) column.backfill.clear();
    }
  }

  /// The default as an expression that every dialect reads, where there is one.
  std::string initial_sql(const Field& member) const {
    const std::optional<schema::Default> initial = default_of(member);
    if (!initial || initial->kind == schema::Default::Kind::list) return {};
    if (initial->kind != schema::Default::Kind::text) return initial->text;
    return member.type.kind == TypeKind::bytes ? std::string{} : schema::quote_text(initial->text);
  }

  static void add_index(const Entity& entity, const model::Index& index, schema::Table& table) {
    schema::Index lowered;
    std::vector<std::string> columns;
    for (const model::IndexPart& part : index.parts) {
      schema::IndexPart made{"", part.descending};
      if (part.sql.empty()) made.column = entity.find(part.field)->column;
      made.expression = part.sql;
      // Descending, they stand first anyway.
      if (index.nulls_first && !part.descending) made.nulls = schema::IndexPart::Nulls::first;
      if (index.nulls_last && part.descending) made.nulls = schema::IndexPart::Nulls::last;
      columns.push_back(part.sql.empty() ? made.column : "expr");
      lowered.parts.push_back(std::move(made));
    }
    lowered.where = index.where;
    lowered.method = index.method;
    lowered.include = columns_of(entity, index.include);
    lowered.name = index.name.empty() ? derived_name(entity.table, columns, "idx") : index.name;
    lowered.unique = index.unique;
    table.indexes.push_back(std::move(lowered));
  }

  /// Tables and indexes share one space of names per schema (PostgreSQL: pg_class), unique and
  /// primary keys are indexes too; checks and foreign keys have one per table. SQLite has one space
  /// for the whole file, in which a schema is a part of the name.
  void check_names(const schema::Table& table, const Entity& entity) {
    claim(schema::display_name(table.schema, table.name), table.name, entity);
    std::set<std::string> of_table;
    const auto own = [&](const std::string& name) {
      if (!of_table.insert(folded(name)).second) report(name, entity, {});
    };
    const auto shared = [&](const std::string& name) {
      own(name);
      claim(schema::display_name(table.schema, name), name, entity);
    };
    if (table.primary_key) shared(table.primary_key->name);
    for (const schema::Unique& unique : table.uniques) shared(unique.name);
    for (const schema::Index& index : table.indexes)
      claim(schema::display_name(table.schema, index.name), index.name, entity);
    for (const schema::ForeignKey& key : table.foreign_keys) own(key.name);
    for (const schema::Check& check : table.checks) own(check.name);
  }

  /// What numbers a key has a name among tables and indexes too. The server makes way for what is
  /// there, and refuses what comes later.
  void check_sequences(const schema::Table& table) {
    const auto is_postgresql = [](const schema::Limits& one) {
      return one.product == "PostgreSQL";
    };
    if (std::none_of(options_.limits.begin(), options_.limits.end(), is_postgresql)) return;
    for (const schema::Column& column : table.columns) {
      if (!column.identity) continue;
      const std::string name = derived_name(table.name, {column.name}, "seq");
      const auto found = owners_.find(folded(schema::display_name(table.schema, name)));
      if (found == owners_.end()) continue;
      diagnostics_.error("duplicate-name", found->second->span,
                         "the name '" + name + "' is that of the sequence of '" + table.name + "." +
                             column.name + "' in PostgreSQL",
                         "give the table or the index another name");
    }
  }

  /// Without checks, no schema says which texts there were.
  void check_old_texts() const {
    if (options_.enum_check) return;
    for (const model::Enum& one : model_.enums)
      for (const model::Enumerator& value : one.enumerators)
        if (value.was && !one.native)
          diagnostics_.error("unseen-old-text", one.span,
                             "no revision can see that '" + *value.was + "' of '" + one.name +
                                 "' is '" + value.text + "' now: \"enum_check\" is false",
                             "leave 'was' out and update the rows in a revision of your own, or "
                             "let \"enum_check\" be true");
  }

  void check_limits(const schema::Table& table, const Entity& entity,
                    const schema::Limits& limits) {
    const auto check = [&](const std::string& what, std::size_t count, std::size_t most) {
      if (count <= most) return;
      diagnostics_.error("too-many-columns", entity.span,
                         what + " has " + std::to_string(count) + " columns; " + limits.product +
                             " takes at most " + std::to_string(most));
    };
    check("table '" + table.name + "'", table.columns.size(), limits.columns);
    const auto check_index = [&](const std::string& name, std::size_t count) {
      check("'" + name + "'", count, limits.index_columns);
    };
    if (table.primary_key) check_index(table.primary_key->name, table.primary_key->columns.size());
    for (const schema::Unique& unique : table.uniques)
      check_index(unique.name, unique.columns.size());
    for (const schema::Index& index : table.indexes) check_index(index.name, index.parts.size());
    for (const schema::ForeignKey& key : table.foreign_keys)
      check_index(key.name, key.columns.size());
  }

  /// The name is another database's: here the column keeps what every column has, and that is said.
  void check_collation(const Field& field, const schema::Limits& limits) const {
    const std::string& name = field.type.collation.text;
    const auto& [known, others] = std::tie(limits.collations, field.type.collation.others);
    if (name.empty() || known.empty() || others.count(base::to_lower(limits.product)) != 0) return;
    if (std::find(known.begin(), known.end(), base::to_lower(name)) != known.end()) return;
    diagnostics_.warning(
        "unknown-collation", field.span,
        limits.product + " has no collation '" + name + "' and compares '" + field.name +
            "' byte by byte",
        "say what it does: sqlite(\"nocase\") or sqlite(\"binary\") beside the name");
  }

  /// As SQLite folds names: ASCII letters only.
  std::string folded(const std::string& name) const {
    return ignores_case_ ? base::to_lower(name) : name;
  }

  void claim(const std::string& key, const std::string& name, const Entity& entity) {
    const auto [owner, is_new] = owners_.emplace(folded(key), &entity);
    if (!is_new) report(name, entity, owner->second->span);
  }

  void report(const std::string& name, const Entity& entity, base::Span first) {
    const bool is_table = name == entity.table;
    base::Diagnostic& found = diagnostics_.error(
        "duplicate-name", entity.span, "the name '" + name + "' would stand twice in the schema",
        is_table ? "give the table another name, or the other one a name of its own"
                 : "give one of them a name of its own with name(\"…\")");
    if (first.known() && first != entity.span) found.notes.push_back({"first used here", first});
  }

  const model::Model& model_;
  const Options& options_;
  base::Diagnostics& diagnostics_;
  std::map<std::string, const Entity*> owners_;
  std::map<std::string, schema::EnumType> enums_;  ///< native ones, by qualified name
  bool ignores_case_ = false;
};

}  // namespace

schema::Schema lower(const model::Model& model, const Options& options,
                     base::Diagnostics& diagnostics) {
  return Lowering(model, options, diagnostics).run();
}

}  // namespace tenon::lower
