#include "laws/random_schema.hpp"

#include <algorithm>
#include <utility>

#include "schema/dependency.hpp"
#include "schema/operation.hpp"

namespace tenon::laws {
namespace {

using namespace schema;
using Kind = ColumnType::Kind;

template <class T, class Unwanted>
void remove_if(std::vector<T>& list, Unwanted unwanted) {
  list.erase(std::remove_if(list.begin(), list.end(), unwanted), list.end());
}

bool has_all(const Table& table, const std::vector<std::string>& columns) {
  return !columns.empty() && std::all_of(columns.begin(), columns.end(), [&](const auto& column) {
    return table.find(column) != nullptr;
  });
}

bool fits(const Schema& schema, const Table& table, const ForeignKey& key) {
  const Table* target = schema.find(key.schema, key.table);
  if (!target || !has_all(table, key.columns) || !has_all(*target, key.targets)) return false;
  if (!has_key(*target, key.targets)) return false;
  for (std::size_t i = 0; i < key.columns.size(); ++i) {
    const ColumnType& type = table.find(key.columns[i])->type;
    // No model has a reference of a list: PostgreSQL 15 cannot validate one of numeric[].
    if (type.is_list || type != target->find(key.targets[i])->type) return false;
  }
  return true;
}

/// The name between the first double quotes.
std::string quoted_in(const std::string& sql) {
  const std::size_t begin = sql.find('"') + 1;
  return sql.substr(begin, sql.find('"', begin) - begin);
}

bool is_text(const ColumnType& type) { return type.kind == Kind::text && !type.is_list; }

bool is_enum(const ColumnType& type) { return type.kind == Kind::enumeration; }

bool is_number(const ColumnType& type) {
  return !type.is_list && (type.kind == Kind::int16 || type.kind == Kind::int32 ||
                           type.kind == Kind::int64 || type.kind == Kind::float64);
}

bool check_fits(const Table& table, const Check& check) {
  if (!check.column.empty()) {
    const Column* column = table.find(check.column);
    return column && (is_enum(column->type) || column->type.kind == Kind::text) &&
           column->type.is_list == check.is_list;
  }
  const Column* column = table.find(quoted_in(check.expression));
  const bool numeric = check.expression.find(">=") != std::string::npos;
  return column && (numeric ? is_number(column->type) : is_text(column->type));
}

/// Expressions are of text columns; there is no order in a hash.
bool index_fits(const Table& table, const Index& index) {
  const auto is_there = [&](const IndexPart& part) {
    const Column* column =
        table.find(part.expression.empty() ? part.column : quoted_in(part.expression));
    return column && (part.expression.empty() || is_text(column->type));
  };
  return std::all_of(index.parts.begin(), index.parts.end(), is_there) &&
         (index.where.empty() || table.find(quoted_in(index.where))) &&
         (index.include.empty() || has_all(table, index.include));
}

bool is_in_key(const Table& table, const std::string& column) {
  const auto has = [&](const auto& key) { return contains(key.columns, column); };
  return (table.primary_key && has(*table.primary_key)) ||
         std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(), has);
}

/// Texts of texts and whole numbers of whole numbers, in no key and of no other computed column.
bool computed_fits(const Table& table, const Column& column) {
  if (column.computed.empty()) return true;
  if (is_in_key(table, column.name)) return false;
  const Column* source = table.find(quoted_in(column.computed.text));
  const bool lowers = column.computed.text.find("lower") != std::string::npos;
  const auto is_whole = [](const ColumnType& type) {
    return type.kind == Kind::int64 && !type.is_list;
  };
  return source && source != &column && source->computed.empty() &&
         (lowers ? is_text(source->type) && is_text(column.type) && column.type.length == 0
                 : is_whole(column.type) && is_whole(source->type));
}

/// A column of an enum type has the check of its values, for databases without such types.
void prune_enums(const Schema& schema, Table& table) {
  for (Column& column : table.columns) {
    if (!is_enum(column.type)) continue;
    const EnumType* const type = schema.find_enum(column.type.enum_schema, column.type.enum_name);
    if (type == nullptr) {
      column.type = {};
      continue;
    }
    const bool is_list = column.type.is_list;
    remove_if(table.checks, [&](const Check& check) {
      return check.column == column.name && check.is_list != is_list;
    });
    auto check = std::find_if(table.checks.begin(), table.checks.end(),
                              [&](const Check& one) { return one.column == column.name; });
    if (check == table.checks.end()) {
      Check made;
      made.name = table.name + "_" + column.name + "_values";
      made.column = column.name;
      made.is_list = is_list;
      check = table.checks.insert(check, made);
    }
    check->values = type->values;
    check->renames = type->renames;
    if (column.initial && !contains(type->values, column.initial->text)) column.initial.reset();
  }
}

void prune(Schema& schema, Table& table) {
  prune_enums(schema, table);
  if (table.primary_key) {
    if (!has_all(table, table.primary_key->columns)) {
      table.primary_key.reset();
    } else {
      for (const std::string& column : table.primary_key->columns) {
        table.find(column)->nullable = false;
      }
    }
  }
  for (Column& column : table.columns) {
    if (!computed_fits(table, column)) column.computed = {};
    if (!column.computed.empty()) column.initial.reset();
    const bool alone = table.primary_key && table.primary_key->columns.size() == 1 &&
                       table.primary_key->columns[0] == column.name;
    if (!alone || column.type.kind != Kind::int64 || column.type.is_list) column.identity = false;
    if (column.identity) column.initial.reset();
  }
  remove_if(table.uniques, [&](const Unique& u) { return !has_all(table, u.columns); });
  remove_if(table.indexes, [&](const Index& i) { return !index_fits(table, i); });
  remove_if(table.checks, [&](const Check& c) { return !check_fits(table, c); });
}

std::optional<Default> default_of(ColumnType type, std::size_t pick) {
  const std::string digits = std::to_string(pick + 1);
  if (std::exchange(type.is_list, false)) {
    Default list{Default::Kind::list, "", {}};
    const std::optional<Default> element = default_of(type, pick);
    if (element) list.elements.assign(pick, element->text);
    return list;
  }
  switch (type.kind) {
    case Kind::enumeration:
      return Default{Default::Kind::text, digits};
    case Kind::boolean:
      return Default{Default::Kind::boolean, pick % 2 == 0 ? "true" : "false"};
    case Kind::int16:
    case Kind::int32:
    case Kind::int64:
    case Kind::float32:
    case Kind::float64:
      return Default{Default::Kind::number, digits};
    case Kind::decimal:
      return Default{Default::Kind::number, type.scale > 0 ? digits + ".5" : digits};
    case Kind::text:
      return Default{Default::Kind::text, pick == 2 ? "it's \"2\"\n\\" : digits};
    default:
      return std::nullopt;
  }
}

}  // namespace

void prune(Schema& schema) {
  for (Table& table : schema.tables) prune(schema, table);
  for (bool again = true; again;) {
    again = false;
    for (Table& table : schema.tables) {
      const std::size_t before = table.foreign_keys.size();
      remove_if(table.foreign_keys,
                [&](const ForeignKey& key) { return !fits(schema, table, key); });
      again = again || before != table.foreign_keys.size();
    }
  }
  prune_views(schema);
}

ColumnType RandomSchema::type() {
  static const Kind all[] = {Kind::int64,           Kind::text, Kind::int32,   Kind::int16,
                             Kind::float64,         Kind::text, Kind::int64,   Kind::boolean,
                             Kind::decimal,         Kind::date, Kind::uuid,    Kind::timestamp,
                             Kind::local_timestamp, Kind::time, Kind::float32, Kind::bytes,
                             Kind::interval,        Kind::json};
  ColumnType type;
  type.kind = all[below(plain_types_ ? 14 : 18)];
  if (type.kind == Kind::text && chance(40)) type.length = 10 * (1 + static_cast<int>(below(9)));
  if (type.length == 20) {
    type.length = 0;
    type.declared = {"varchar(60)"};
  }
  if (type.length == 30) type.collation = {"C", {{"sqlite", "nocase"}}};
  if (type.length == 50) type.collation = {"C"};
  if (type.length == 70) type.collation = {"", {{"postgresql", "und-x-icu"}, {"sqlite", "rtrim"}}};
  if (type.kind == Kind::decimal && chance(80)) {
    type.precision = chance(80) ? 10 : 24;
    type.scale = chance(70) ? 2 : 4;
  }
  type.is_list = chance(12);
  if (type.is_list) {
    type.length = 0;
    type.declared = {};
  }
  return type;
}

void RandomSchema::add_enum(Schema& schema) {
  EnumType type;
  type.name = name("e");
  if (chance(15)) type.schema = "audit";
  type.values = {"1", "2", "3"};
  if (chance(60)) type.values.push_back(name("it's a value "));
  schema.enums.push_back(type);
}

/// Of values that no row of the live laws holds: these hold the first three.
void RandomSchema::alter_enum(EnumType& type) {
  std::vector<std::string>& values = type.values;
  switch (below(4)) {
    case 0:
      values.insert(values.begin() + static_cast<std::ptrdiff_t>(below(values.size() + 1)),
                    name("value "));
      break;
    case 1:
      std::swap(values.front(), values[below(values.size())]);
      break;
    case 2:
      if (values.back().size() > 1) values.pop_back();
      break;
    default:
      if (values.back().size() == 1 || !type.renames.empty()) break;
      type.renames.push_back({values.back(), name("value ")});
      values.back() = type.renames.back().to;
  }
  // What was renamed and then went was never renamed.
  remove_if(type.renames, [&](const RenamedValue& one) { return !contains(values, one.to); });
}

/// Between text and one of the enum types.
void RandomSchema::use_enum(const Schema& schema, Column& column) {
  const bool is_list = column.type.is_list;
  if (is_enum(column.type)) {
    column.type = {};
  } else if (column.type.kind == Kind::text && column.computed.empty() && !schema.enums.empty()) {
    const EnumType& type = schema.enums[below(schema.enums.size())];
    column.type = {};
    column.type.kind = Kind::enumeration;
    column.type.enum_schema = type.schema;
    column.type.enum_name = type.name;
  }
  column.type.is_list = is_list;
}

Column RandomSchema::column() {
  Column column;
  column.name = name("c");
  column.type = type();
  column.nullable = chance(50);
  if (chance(30)) column.initial = default_of(column.type, below(3));
  if (chance(10)) column.comment = name("it's a comment ");
  return column;
}

void RandomSchema::compute(Table& table, Column& column) {
  if (!column.computed.empty()) {
    column.computed = {};
    return;
  }
  for (const Column& source : table.columns) {
    if (&source == &column || !source.computed.empty()) continue;
    const std::string name = "\"" + source.name + "\"";
    Column made = column;
    made.computed.text =
        is_text(column.type) ? "lower(" + name + ")" : name + (chance(50) ? " + 1" : " / 2");
    if (is_text(column.type)) made.type.length = 0;
    const bool is_used =
        std::any_of(table.columns.begin(), table.columns.end(),
                    [&](const Column& other) { return computes_from(other, column.name); });
    if (is_used || !computed_fits(table, made)) continue;
    column = made;
    return;
  }
}

std::vector<std::string> RandomSchema::some_columns(const Table& table, std::size_t most) {
  std::vector<std::string> names;
  const std::size_t wanted = 1 + below(most);
  for (std::size_t i = 0; i < wanted && !table.columns.empty(); ++i) {
    const std::string& pick = table.columns[below(table.columns.size())].name;
    if (!contains(names, pick)) names.push_back(pick);
  }
  return names;
}

void RandomSchema::add_primary_key(Table& table) {
  if (table.primary_key || table.columns.empty()) return;
  table.primary_key = PrimaryKey{name("pk"), some_columns(table, 2)};
  if (table.primary_key->columns.size() == 1) {
    Column* column = table.find(table.primary_key->columns[0]);
    column->identity = column->type.kind == Kind::int64 && chance(50);
  }
}

void RandomSchema::add_unique(Table& table) {
  const std::vector<std::string> columns = some_columns(table, 2);
  if (!columns.empty()) table.uniques.push_back({name("uq"), columns});
}

void RandomSchema::add_index(Table& table) {
  Index index{name("ix"), {}, chance(25)};
  for (const std::string& column : some_columns(table, 3)) {
    index.parts.push_back({column, chance(30)});
  }
  if (index.parts.empty()) return;
  const auto any = [&] { return table.columns[below(table.columns.size())]; };
  if (chance(20)) index.where = "\"" + any().name + "\" is not null";
  if (chance(25)) decorate(index, any());
  table.indexes.push_back(index);
}

void RandomSchema::decorate(Index& index, const Column& column) {
  IndexPart& first = index.parts[0];
  if (index.unique || chance(30)) {
    if (first.descending ? chance(50) : chance(80)) {
      first.nulls = first.descending ? IndexPart::Nulls::last : IndexPart::Nulls::first;
    }
    if (!contains(column_names(index), column.name)) index.include = {column.name};
  } else if (is_text(column.type)) {
    index.parts.push_back({"", chance(30), "lower(\"" + column.name + "\")"});
  } else {
    index.method = "hash";
    index.parts = {{column.name, false}};
  }
}

void RandomSchema::add_check(Table& table) {
  if (table.columns.empty()) return;
  const Column& column = table.columns[below(table.columns.size())];
  Check check;
  check.name = name("ck");
  if (column.type.kind == Kind::text && chance(60)) {
    check.column = column.name;
    check.is_list = column.type.is_list;
    check.values = {"1", "2", "3", "it's \"2\"\n\\"};
    if (chance(50)) check.values.push_back(name("value "));
  } else if (column.type.kind == Kind::text) {
    check.expression = "\"" + column.name + "\" <> 'no'";
  } else {
    check.expression = "\"" + column.name + "\" >= 0";
  }
  if (check_fits(table, check)) table.checks.push_back(check);
}

void RandomSchema::add_foreign_key(Schema& schema, Table& table) {
  Table* target = any_table(schema);
  std::vector<std::vector<std::string>> keys;
  if (target->primary_key) keys.push_back(target->primary_key->columns);
  for (const Unique& unique : target->uniques) keys.push_back(unique.columns);
  if (keys.empty()) return;
  ForeignKey key;
  key.targets = keys[below(keys.size())];
  for (const std::string& wanted : key.targets) {
    const ColumnType type = target->find(wanted)->type;
    std::vector<std::string> candidates;
    for (const Column& column : table.columns) {
      if (column.type == type && !contains(key.columns, column.name)) {
        candidates.push_back(column.name);
      }
    }
    if (candidates.empty()) return;
    key.columns.push_back(candidates[below(candidates.size())]);
  }
  key.name = name("fk");
  key.schema = target->schema;
  key.table = target->name;
  const Action actions[] = {Action::no_action, Action::cascade, Action::restrict, Action::set_null,
                            Action::set_default};
  key.on_delete = actions[below(5)];
  if (chance(20)) key.on_update = actions[below(5)];
  key.deferrable = chance(20);
  table.foreign_keys.push_back(key);
}

Table RandomSchema::table(const Schema& schema) {
  Table table;
  table.name = name("t");
  if (chance(15)) table.schema = "audit";
  if (chance(15)) table.comment = name("table's ");
  const std::size_t columns = 1 + below(6);
  for (std::size_t i = 0; i < columns; ++i) table.columns.push_back(column());
  for (Column& column : table.columns) {
    if (chance(30)) use_enum(schema, column);
  }
  if (chance(40)) compute(table, table.columns.back());
  if (chance(80)) add_primary_key(table);
  if (chance(40)) add_unique(table);
  if (chance(40)) add_check(table);
  if (chance(40)) add_index(table);
  return table;
}

Schema RandomSchema::make() {
  Schema schema;
  for (std::size_t i = below(3); i > 0; --i) add_enum(schema);
  const std::size_t tables = 1 + below(4);
  for (std::size_t i = 0; i < tables; ++i) schema.tables.push_back(table(schema));
  prune(schema);
  for (std::size_t i = 0; i < 2 * tables; ++i) {
    add_foreign_key(schema, *any_table(schema));
  }
  for (std::size_t i = below(4); i > 0; --i) add_view(schema);
  prune(schema);
  return schema;
}

Table* RandomSchema::any_table(Schema& schema) {
  return schema.tables.empty() ? nullptr : &schema.tables[below(schema.tables.size())];
}

void RandomSchema::alter_column(const Schema& schema, Table& table) {
  if (table.columns.empty()) return;
  Column& column = table.columns[below(table.columns.size())];
  switch (below(7)) {
    case 6:
      use_enum(schema, column);
      break;
    case 5:
      compute(table, column);
      break;
    case 0:
      column.type = type();
      column.initial.reset();
      break;
    case 1:
      column.nullable = !column.nullable;
      break;
    case 2:
      column.initial = column.initial ? std::nullopt : default_of(column.type, below(3));
      break;
    case 3:
      column.comment = chance(30) ? "" : name("other ");
      break;
    default:
      column.identity = !column.identity;
  }
}

void RandomSchema::rename_constraint(Table& table) {
  if (table.primary_key && chance(25)) table.primary_key->name = name("pk");
  if (!table.uniques.empty() && chance(25)) table.uniques[0].name = name("uq");
  if (!table.checks.empty() && chance(25)) table.checks[0].name = name("ck");
  if (!table.indexes.empty() && chance(25)) table.indexes[0].name = name("ix");
  if (!table.foreign_keys.empty() && chance(25)) table.foreign_keys[0].name = name("fk");
}

/// Of the values that no row of the live laws holds.
void RandomSchema::rename_value(Table& table) {
  for (Check& check : table.checks) {
    if (check.values.size() < 5 || !check.renames.empty()) continue;
    if (is_enum(table.find(check.column)->type)) continue;
    const std::string to = name("value ");
    check.renames.push_back({check.values.back(), to});
    check.values.back() = to;
  }
}

void RandomSchema::drop_something(Table& table) {
  const auto drop_one = [&](auto& list) {
    if (!list.empty()) list.erase(list.begin() + static_cast<std::ptrdiff_t>(below(list.size())));
  };
  switch (below(6)) {
    case 0:
      table.primary_key.reset();
      break;
    case 1:
      drop_one(table.uniques);
      break;
    case 2:
      drop_one(table.checks);
      break;
    case 3:
      drop_one(table.indexes);
      break;
    case 4:
      drop_one(table.foreign_keys);
      break;
    default:
      drop_one(table.columns);
  }
}

void RandomSchema::mutate(Schema& schema) {
  Table* table = any_table(schema);
  const std::size_t what = table ? below(moves_names_ ? 25 : 23) : 0;
  switch (what) {
    case 0:
      schema.tables.push_back(this->table(schema));
      break;
    case 1:
      schema.tables.erase(schema.tables.begin() + (table - schema.tables.data()));
      break;
    case 2:
      rename_table(schema, *table);
      break;
    case 3:
      table->comment = chance(30) ? "" : name("said ");
      break;
    case 4:
      table->columns.push_back(column());
      break;
    case 5:
      rename_column(schema, *table);
      break;
    case 6:
    case 7:
      alter_column(schema, *table);
      break;
    case 8:
      add_primary_key(*table);
      break;
    case 9:
      add_unique(*table);
      break;
    case 10:
      add_check(*table);
      break;
    case 11:
      add_index(*table);
      break;
    case 12:
      add_foreign_key(schema, *table);
      break;
    case 13:
      rename_constraint(*table);
      break;
    case 14:
    case 19:
      rename_value(*table);
      break;
    case 17:
      if (schema.enums.empty() || chance(30)) {
        add_enum(schema);
      } else {
        alter_enum(schema.enums[below(schema.enums.size())]);
      }
      break;
    case 18:
      if (!schema.enums.empty()) schema.enums.erase(schema.enums.begin());
      break;
    case 20:
      add_view(schema);
      break;
    case 21:
      alter_view(schema);
      break;
    case 23:
      exchange_columns(schema, *table);
      break;
    case 24:
      exchange_tables(schema);
      break;
    default:
      drop_something(*table);
  }
  remove_if(schema.tables, [](const Table& t) { return t.columns.empty(); });
  prune(schema);
}

}  // namespace tenon::laws
