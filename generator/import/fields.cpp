#include <algorithm>
#include <functional>

#include "base/names.hpp"
#include "base/sql.hpp"
#include "base/text.hpp"
#include "import/build.hpp"
#include "import/names.hpp"
#include "import/types.hpp"
#include "lower/names.hpp"

namespace tenon::import {
namespace {

using model::TypeKind;
using Kind = schema::ColumnType::Kind;

/// What generated code declares for an entity, and the files that it is in.
std::vector<std::string> outputs_of(const std::string& entity) {
  const std::string stem = base::snake_case(entity);
  return {entity,
          entity + "Table",
          entity + "Create",
          entity + "Update",
          entity + "Read",
          entity + "Repository",
          entity + "Field",
          stem + ".hpp",
          stem + "_table.hpp",
          stem + "_dto.hpp",
          stem + "_json.hpp",
          stem + "_repository.hpp",
          stem + "_field.hpp"};
}

std::string claim(Building& building, const std::vector<std::string>& candidates,
                  const std::function<std::vector<std::string>(const std::string&)>& outputs) {
  std::string name = first_free(candidates, [&](const std::string& one) {
    const std::vector<std::string> all = outputs(one);
    return std::none_of(all.begin(), all.end(), [&](const std::string& output) {
      return building.files.count(output) != 0;
    });
  });
  for (const std::string& output : outputs(name)) building.files.insert(output);
  return name;
}

model::Enum enum_of(const std::string& name, const std::vector<std::string>& values,
                    const Building& building) {
  model::Enum made;
  made.name = name;
  made.space = building.options.space;
  std::set<std::string> names;
  for (const std::string& text : values) {
    const std::string own = first_free({member_name(text, "value")}, [&](const std::string& one) {
      return names.count(one) == 0;
    });
    names.insert(own);
    made.enumerators.push_back({own, text, "", std::nullopt});
  }
  return made;
}

/// Makes fields of one table's columns.
class Fields {
 public:
  Fields(Building& building, Built& built) : building_(building), built_(built) {}

  void run() {
    for (const schema::Column& column : built_.table->columns) add(column);
  }

 private:
  void add(const schema::Column& column) {
    model::Field field;
    field.column = column.name;
    field.name = first_free({member_name(column.name, "column")},
                            [&](const std::string& one) { return built_.names.count(one) == 0; });
    built_.names.insert(field.name);
    built_.fields[column.name] = field.name;
    field.comment = column.comment;
    const model::Enum* const of = set_type(column, field);
    field.type.nullable = column.nullable;
    if (of == nullptr) {
      const int length = length_of(column.type, building_.options.dialect);
      if (length > 0)
        field.rules.push_back(
            {model::Rule::Kind::length, std::nullopt, std::to_string(length), "", ""});
    }
    if (!column.computed.empty()) {
      field.computed = column.computed;
      field.filled = model::Filled::by_expression;
    }
    if (column.initial && !column.identity)
      field.initial =
          default_of(*column.initial, field, of, is_bound(column.name) || is_plain(column));
    // SET DEFAULT where there is none: NULL.
    if (!field.initial && is_set_to_default(column.name))
      field.initial = model::Default{model::Default::Kind::sql, "null"};
    built_.entity.fields.push_back(std::move(field));
  }

  bool is_set_to_default(const std::string& column) const {
    const std::vector<schema::ForeignKey>& keys = built_.table->foreign_keys;
    return std::any_of(keys.begin(), keys.end(), [&](const schema::ForeignKey& key) {
      const bool is_set = key.on_delete == schema::Action::set_default ||
                          key.on_update == schema::Action::set_default;
      return is_set &&
             std::find(key.columns.begin(), key.columns.end(), column) != key.columns.end();
    });
  }

  /// The enum that the field is of, or null.
  const model::Enum* set_type(const schema::Column& column, model::Field& field) {
    if (column.type.kind == Kind::enumeration) {
      const std::size_t at = building_.natives.at({column.type.enum_schema, column.type.enum_name});
      return set_enum(building_.enums[at], field);
    }
    const schema::Table& table = *built_.table;
    field.type = *type_of(column.type, building_.value_type(table.schema, table.name, column.name),
                          building_.options.dialect);
    const schema::Check* check = is_plain(column) ? nullptr : enum_check_of(table, column);
    const bool is_varchar = is_shown_varchar(column, check);
    if (is_varchar) {
      field.type.declared.text = column.type.is_list ? "character varying[]" : "character varying";
      field.type.is_list = false;
    }
    if (check == nullptr || is_varchar) return nullptr;
    const std::string name =
        claim_enum(building_, {built_.entity.name + base::camel_case(field.name)});
    building_.enums.push_back(enum_of(name, check->values, building_));
    const bool is_list = field.type.is_list;
    field.type = {};
    field.type.is_list = is_list;
    return set_enum(building_.enums.back(), field);
  }

  /// To the models varchar without a length is text; in expressions PostgreSQL shows which it is.
  bool is_shown_varchar(const schema::Column& column, const schema::Check* of_enum) const {
    const schema::Table& table = *built_.table;
    const std::string varchar = column.type.is_list ? "character varying[]" : "character varying";
    return column.type.kind == Kind::text && column.type.length == 0 &&
           building_.value_type(table.schema, table.name, column.name) == varchar &&
           is_mentioned(table, column.name, of_enum);
  }

  bool is_mentioned(const schema::Table& table, const std::string& column,
                    const schema::Check* of_enum) const {
    const auto has = [&](const std::string& sql) { return base::mentions(sql, column); };
    for (const schema::View& view : building_.schema.views)
      if (has(view.query.text) && base::mentions(view.query.text, table.name)) return true;
    for (const schema::Check& check : table.checks)
      if (has(check.expression) || (check.column == column && &check != of_enum)) return true;
    for (const schema::Column& other : table.columns)
      if (has(other.computed.text)) return true;
    return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const auto& index) {
      return has(index.where) ||
             std::any_of(index.parts.begin(), index.parts.end(),
                         [&](const auto& part) { return has(part.expression); });
    });
  }

  static const model::Enum* set_enum(const model::Enum& made, model::Field& field) {
    field.type.kind = TypeKind::enumeration;
    field.type.enumeration = made.qualified();
    return &made;
  }

  bool is_plain(const schema::Column& column) const {
    const Trial trial = building_.options.trial_of(built_.table->schema, built_.table->name);
    return trial.is_plain || trial.plain_columns.count(column.name) != 0;
  }

  /// Whether a key or a reference has it: those have no literal as a default.
  bool is_bound(const std::string& column) const {
    const auto has = [&](const std::vector<std::string>& columns) {
      return std::find(columns.begin(), columns.end(), column) != columns.end();
    };
    const std::vector<schema::ForeignKey>& keys = built_.table->foreign_keys;
    return has(built_.table->primary_key->columns) ||
           std::any_of(keys.begin(), keys.end(),
                       [&](const schema::ForeignKey& key) { return has(key.columns); });
  }

  Building& building_;
  Built& built_;
};

/// Gives the two columns of a reference one C++ type: whole numbers the wider one, with the
/// narrower column's own type said.
class Widening {
 public:
  explicit Widening(Building& building) : building_(building) {}

  void run() {
    for (bool changed = true; changed;) {
      changed = false;
      for (Built& one : building_.entities)
        for (const schema::ForeignKey& key : one.table->foreign_keys)
          changed = widen(one, key) || changed;
    }
  }

 private:
  bool widen(Built& from, const schema::ForeignKey& key) {
    Built* const to = building_.find(key.schema, key.table);
    if (to == nullptr) return false;
    bool changed = false;
    for (std::size_t i = 0; i < key.columns.size() && i < key.targets.size(); ++i) {
      model::Field* const here = field_of(from, key.columns[i]);
      model::Field* const there = field_of(*to, key.targets[i]);
      if (here == nullptr || there == nullptr) continue;
      changed = merge(here->type.enumeration, there->type.enumeration) || changed;
      if (here->type.kind == there->type.kind) continue;
      if (!is_integral(here->type.kind) || !is_integral(there->type.kind)) continue;
      model::Field* const narrow = here->type.kind < there->type.kind ? here : there;
      if (narrow->type.declared.text.empty() && building_.options.dialect != "sqlite")
        narrow->type.declared.text = narrow->type.kind == TypeKind::int16 ? "smallint" : "integer";
      narrow->type.kind = (narrow == here ? there : here)->type.kind;
      changed = true;
    }
    return changed;
  }

  /// Two enums of the same texts, one of a key and one of what refers to it, are one.
  /// Copies of their names, which are changed on the way.
  // NOLINTNEXTLINE(performance-unnecessary-value-param)
  bool merge(std::string gone, std::string kept) {
    const auto find = [&](const std::string& name) {
      return std::find_if(building_.enums.begin(), building_.enums.end(),
                          [&](const model::Enum& one) { return one.qualified() == name; });
    };
    const auto from = find(gone);
    const auto to = find(kept);
    const bool has_both = from != building_.enums.end() && to != building_.enums.end();
    if (gone == kept || !has_both || from->native || to->native ||
        from->enumerators != to->enumerators)
      return false;
    for (Built& one : building_.entities)
      for (model::Field& field : one.entity.fields)
        if (field.type.enumeration == gone) field.type.enumeration = kept;
    return true;
  }

  static model::Field* field_of(Built& built, const std::string& column) {
    for (model::Field& field : built.entity.fields)
      if (field.column == column) return &field;
    return nullptr;
  }

  Building& building_;
};

}  // namespace

std::string claim_entity(Building& building, const std::vector<std::string>& candidates) {
  return claim(building, candidates, outputs_of);
}

std::string claim_enum(Building& building, const std::vector<std::string>& candidates) {
  return claim(building, candidates, [](const std::string& name) {
    const std::string stem = base::snake_case(name);
    return std::vector<std::string>{name, stem + ".hpp", stem + "_text.hpp"};
  });
}

void name_entities(Building& building, const std::vector<const schema::Table*>& tables) {
  building.entities.reserve(tables.size());
  for (const schema::Table* table : tables) {
    Built built;
    built.table = table;
    const std::string space = table->schema.empty() ? "" : type_name(table->schema);
    const std::string plain = base::camel_case(member_name(table->name, "table"));
    const std::string one = type_name(table->name);
    std::vector<std::string> names{one};
    if (!space.empty()) names.push_back(space + one);
    names.insert(names.end(), {plain, space + plain + "Row"});
    built.entity.name = claim_entity(building, names);
    built.entity.space = building.options.space;
    built.entity.schema = table->schema;
    built.entity.table = table->name;
    built.entity.comment = table->comment;
    building.entities.push_back(std::move(built));
  }
  for (const schema::EnumType& type : building.schema.enums) {
    // Only those that a table has.
    std::optional<std::string> first;
    for (const Built& one : building.entities)
      for (const schema::Column& column : one.table->columns)
        if (!first && column.type.kind == Kind::enumeration &&
            column.type.enum_schema == type.schema && column.type.enum_name == type.name)
          first = one.table->schema;
    if (!first) continue;
    const std::string own = base::camel_case(member_name(type.name, "type"));
    model::Enum made =
        enum_of(claim_enum(building, {own, own + "Value", own + "Type"}), type.values, building);
    made.native = true;
    if (base::snake_case(made.name) != type.name) made.type_name = type.name;
    if (*first != type.schema) {
      made.type_name = type.name;
      made.type_schema = type.schema;
    }
    building.natives[{type.schema, type.name}] = building.enums.size();
    building.enums.push_back(std::move(made));
  }
}

void build_fields(Building& building) {
  for (Built& one : building.entities) Fields{building, one}.run();
  Widening{building}.run();
}

}  // namespace tenon::import
