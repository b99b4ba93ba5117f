// canonical() beside a database that has most of it already: what stands there word for word is in
// the server's spelling. Only tables in which SQL reads otherwise are made, and of them no more
// than the server has to read: a shadow.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <tenon/error.hpp>

#include "base/text.hpp"
#include "introspect/postgresql/catalog.hpp"
#include "introspect/postgresql/planned.hpp"
#include "introspect/postgresql/scratch.hpp"
#include "introspect/postgresql/spelling.hpp"
#include "introspect/sql_tokens.hpp"
#include "schema/order.hpp"
#include "schema/postgresql/postgresql_dialect.hpp"
#include "schema/postgresql/spelling.hpp"
#include "schema/postgresql/type_path.hpp"

namespace tenon::introspect::postgresql {
namespace {

using schema::Column;
using schema::ColumnType;
using schema::IndexPart;
using schema::Schema;
using schema::Table;
using schema::postgresql::Spelling;

using TableKey = std::pair<std::string_view, std::string_view>;
using TablesByName = std::map<TableKey, const Table*>;

bool has_sql(const schema::Index& index) { return !schema::postgresql::sql_of(index).empty(); }

TablesByName by_name(const std::vector<Table>& tables) {
  TablesByName found;
  for (const Table& table : tables) found[{table.schema, table.name}] = &table;
  return found;
}

const Table* find_in(const TablesByName& tables, const Table& table) {
  const auto found = tables.find({table.schema, table.name});
  return found == tables.end() ? nullptr : found->second;
}

template <class T>
const T* named(const std::vector<T>& list, const std::string& name) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const T& one) { return one.name == name; });
  return found == list.end() ? nullptr : &*found;
}

template <class T>
bool has_same(const std::vector<T>& list, const T& one) {
  const T* const found = named(list, one.name);
  return found != nullptr && *found == one;
}

template <class T>
void sort_by_name(std::vector<T>& objects) {
  std::stable_sort(objects.begin(), objects.end(), [](const T& a, const T& b) {
    return std::tie(a.schema, a.name) < std::tie(b.schema, b.name);
  });
}

/// The type as introspection reads it, if the server calls it what we call it.
ColumnType type_as_read(const ColumnType& type, const Spelling& spelling) {
  if (type.kind == ColumnType::Kind::enumeration) return type;
  ColumnType read = type_of(spelling.type(type));
  read.collation = type.collation;
  return read;
}

/// What the catalogue shows of a schema but for the SQL in it, types included.
Schema as_catalogued(const Schema& schema) {
  Schema result = schema::postgresql::make("public")->stored(schema);
  for (Table& table : result.tables) {
    if (table.primary_key) {
      for (const std::string& key : table.primary_key->columns) {
        if (Column* const column = table.find(key)) column->nullable = false;
      }
    }
    for (schema::Index& index : table.indexes) {
      if (index.method == "btree") index.method.clear();
      for (IndexPart& part : index.parts) {
        const auto usual = part.descending ? IndexPart::Nulls::first : IndexPart::Nulls::last;
        if (part.nulls == usual) part.nulls = IndexPart::Nulls::usual;
      }
    }
  }
  sort_by_name(result.tables);
  sort_by_name(result.enums);
  sort_by_name(result.views);
  return result;
}

/// Whether the server has this very table's SQL before it, over the same columns.
bool is_spelled_as(const Table& live, const Table& table, const Spelling& spelling) {
  const auto is_there = [&](const Column& column) {
    const Column* const same = live.find(column.name);
    return same != nullptr && same->type == type_as_read(column.type, spelling) &&
           same->initial == column.initial && same->computed == column.computed;
  };
  return live.columns.size() == table.columns.size() &&
         std::all_of(table.columns.begin(), table.columns.end(), is_there) &&
         std::all_of(table.checks.begin(), table.checks.end(),
                     [&](const schema::Check& check) { return has_same(live.checks, check); }) &&
         std::all_of(table.indexes.begin(), table.indexes.end(), [&](const schema::Index& index) {
           return !has_sql(index) || has_same(live.indexes, index);
         });
}

/// What the views read of these tables, and more of the same name rather than less.
std::set<std::string> mentioned(const std::vector<schema::View>& views) {
  std::set<std::string> names;
  for (const schema::View& view : views) {
    const std::string sql = view.query.of("postgresql");
    for (const Token& token : tokenize(sql)) {
      if (!token.is_identifier()) continue;
      names.insert(token.text);
      names.insert(sql.substr(token.begin, token.end - token.begin));
    }
  }
  return names;
}

bool same_view(const Schema& live, const schema::View& view) {
  const schema::View* const same = live.find_view(view.schema, view.name);
  return same != nullptr && same->query == view.query;
}

/// Keys, indexes of columns, comments and numbering are the catalogue's and take time to make. A
/// view may need the key: what it groups by tells the other columns.
Table shadow_of(const Table& table, const Table* live, bool is_viewed) {
  Table shadow = table;
  if (!is_viewed) shadow.primary_key.reset();
  shadow.uniques.clear();
  shadow.foreign_keys.clear();
  shadow.comment.clear();
  for (Column& column : shadow.columns) {
    column.comment.clear();
    column.identity = false;
  }
  std::vector<schema::Index>& indexes = shadow.indexes;
  indexes.erase(std::remove_if(indexes.begin(), indexes.end(),
                               [](const schema::Index& index) { return !has_sql(index); }),
                indexes.end());
  for (schema::Index& index : indexes) {
    index.unique = false;
    index.include.clear();
  }
  if (!is_viewed || live == nullptr) return shadow;
  // `select *` is shown with the columns in their order.
  const auto place = [live](const Column& column) {
    return std::find_if(live->columns.begin(), live->columns.end(),
                        [&](const Column& one) { return one.name == column.name; });
  };
  std::stable_sort(shadow.columns.begin(), shadow.columns.end(),
                   [&](const Column& a, const Column& b) { return place(a) < place(b); });
  return shadow;
}

/// Of `wanted`, as_catalogued(), what the server has to spell.
Schema shadow_of(const Schema& wanted, const Schema& live, const std::set<std::string>& viewed,
                 const Spelling& spelling) {
  const TablesByName there = by_name(live.tables);
  std::set<TableKey> changed;
  bool has_new_views = !std::all_of(wanted.views.begin(), wanted.views.end(),
                                    [&](const auto& view) { return same_view(live, view); });
  for (const Table& table : wanted.tables) {
    const Table* const same = find_in(there, table);
    if (same != nullptr && is_spelled_as(*same, table, spelling)) continue;
    changed.insert({table.schema, table.name});
    has_new_views = has_new_views || viewed.count(table.name) != 0;
  }
  Schema shadow;
  for (const Table& table : wanted.tables) {
    const bool is_viewed = has_new_views && viewed.count(table.name) != 0;
    if (!is_viewed && changed.count({table.schema, table.name}) == 0) continue;
    shadow.tables.push_back(shadow_of(table, find_in(there, table), is_viewed));
  }
  if (has_new_views) shadow.views = wanted.views;
  if (!shadow.tables.empty() || !shadow.views.empty()) shadow.enums = wanted.enums;
  return shadow;
}

/// A partitioned table has no storage of its own, for rows or for large values, and is made in half
/// the time. It needs a column to be partitioned by, which a view of all columns would show.
std::vector<std::string> create_shadow(const Schema& shadow, const std::set<std::string>& viewed) {
  const Spelling spelling{scratch_schema};
  Column key;
  key.name = scratch_schema;
  key.nullable = true;
  std::vector<std::string> statements;
  std::set<std::string> schemas;
  const auto add_schemas = [&](const auto& objects) {
    for (const auto& one : objects) {
      if (!one.schema.empty()) schemas.insert(one.schema);
    }
  };
  add_schemas(shadow.tables);
  add_schemas(shadow.enums);
  add_schemas(shadow.views);
  statements.reserve(schemas.size() + shadow.enums.size() + shadow.tables.size());
  for (const std::string& name : schemas) statements.push_back(spelling.create_schema(name));
  for (const schema::EnumType& type : shadow.enums) {
    statements.push_back(spelling.create_enum(type));
  }
  for (Table table : shadow.tables) {
    const bool is_plain = !shadow.views.empty() && viewed.count(table.name) != 0;
    if (!is_plain) table.columns.push_back(key);
    std::vector<std::string> made = spelling.create_table(table);
    if (!is_plain) made.front() += " partition by list (" + key.name + ")";
    std::move(made.begin(), made.end(), std::back_inserter(statements));
  }
  for (const schema::View& view : schema::read_first(shadow.views)) {
    statements.push_back(spelling.create_view(view).front());
  }
  return statements;
}

/// To a role that only reads, and on a server that nobody writes to.
bool is_forbidden(const Error& error) {
  return error.sqlstate() == "42501" || error.sqlstate() == "25006";
}

/// The table's SQL in the words of its shadow.
void take_spelling(Table& table, const Table& shown) {
  for (Column& column : table.columns) {
    const Column* const same = shown.find(column.name);
    if (same == nullptr) continue;
    column.type = same->type;
    column.initial = same->initial;
    column.computed = same->computed;
  }
  for (schema::Check& check : table.checks) {
    const schema::Check* const same = named(shown.checks, check.name);
    if (same == nullptr) continue;
    const std::vector<schema::RenamedValue> renames = check.renames;
    check = *same;
    check.renames = renames;
  }
  // An index with an operator class of its own is none that a Schema has.
  std::vector<schema::Index>& indexes = table.indexes;
  indexes.erase(std::remove_if(indexes.begin(), indexes.end(),
                               [&](const schema::Index& index) {
                                 return has_sql(index) && !named(shown.indexes, index.name);
                               }),
                indexes.end());
  for (schema::Index& index : indexes) {
    const schema::Index* const same = named(shown.indexes, index.name);
    if (same == nullptr) continue;
    index.parts = same->parts;
    index.where = same->where;
  }
}

}  // namespace

Schema canonical(Connection& connection, const Schema& schema, const Schema& live,
                 std::vector<std::string>* notes) {
  const Spelling spelling{"public"};
  Schema wanted = as_catalogued(schema);
  const std::set<std::string> viewed = mentioned(wanted.views);
  const Schema shadow = shadow_of(wanted, live, viewed, spelling);
  Schema shown;
  if (!shadow.tables.empty() || !shadow.views.empty()) {
    try {
      Scratch scratch{connection, shadow, wanted};
      connection.execute(base::join(create_shadow(scratch.copy(), viewed), ";\n"));
      shown = scratch.read();
    } catch (const Error& error) {
      if (is_forbidden(error)) {
        if (notes != nullptr)
          notes->push_back("nothing may be made here (" + std::string{error.what()} +
                           "): SQL was compared as the server plans it");
        return as_planned(connection, wanted, live, notes);
      }
      // What this server has against it, it says of the whole.
      return canonical(connection, schema);
    }
  }
  const TablesByName spelled = by_name(shown.tables);
  for (Table& table : wanted.tables) {
    if (const Table* const same = find_in(spelled, table)) {
      take_spelling(table, *same);
    } else {
      for (Column& column : table.columns) column.type = type_as_read(column.type, spelling);
    }
  }
  for (schema::View& view : wanted.views) {
    if (const schema::View* const same = shown.find_view(view.schema, view.name))
      view.query = same->query;
  }
  return wanted;
}

}  // namespace tenon::introspect::postgresql
