// Views of random schemas: `select "a", "b" from "t" where "c" = '1'`, `select *`, or a count, each
// over a table or over another view; and the renames that their text follows.
#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "laws/random_schema.hpp"
#include "schema/dependency.hpp"
#include "schema/operation.hpp"

namespace tenon::laws {
namespace {

using namespace schema;

/// The names between double quotes, in order.
std::vector<std::string> quoted_names(const std::string& sql) {
  std::vector<std::string> names;
  for (std::size_t at = sql.find('"'); at != std::string::npos; at = sql.find('"', at + 1)) {
    const std::size_t end = sql.find('"', at + 1);
    names.push_back(sql.substr(at + 1, end - at - 1));
    at = end;
  }
  return names;
}

/// The columns of a table or a view by its name, which nothing else has.
std::vector<std::string> columns_of(const Schema& schema, const std::string& name) {
  std::vector<std::string> names;
  for (const Table& table : schema.tables) {
    if (table.name != name) continue;
    for (const Column& column : table.columns) names.push_back(column.name);
    return names;
  }
  for (const View& view : schema.views) {
    if (view.name != name) continue;
    const std::size_t from = view.query.text.find(" from ");
    names = quoted_names(view.query.text.substr(0, from));
    const std::string source = quoted_names(view.query.text.substr(from)).front();
    if (view.query.text.find('*') < from && names.empty()) return columns_of(schema, source);
    return names;
  }
  return names;
}

bool is_there(const Schema& schema, const std::string& name) {
  const auto has_name = [&](const auto& one) { return one.name == name; };
  return std::any_of(schema.tables.begin(), schema.tables.end(), has_name) ||
         std::any_of(schema.views.begin(), schema.views.end(), has_name);
}

bool holds_text(const Schema& schema, const std::string& column) {
  for (const Table& table : schema.tables) {
    const Column* found = table.find(column);
    if (found == nullptr) continue;
    return !found->type.is_list && (found->type.kind == ColumnType::Kind::text ||
                                    found->type.kind == ColumnType::Kind::enumeration);
  }
  return false;
}

bool view_fits(const Schema& schema, const View& view) {
  const std::string& sql = view.query.text;
  const std::size_t from = sql.find(" from ");
  const std::size_t where = std::min(sql.find(" where "), sql.size());
  const std::string source = quoted_names(sql.substr(from, where - from)).front();
  if (!is_there(schema, source)) return false;
  const std::vector<std::string> columns = columns_of(schema, source);
  const auto has = [&](const std::string& name) { return contains(columns, name); };
  std::vector<std::string> read = quoted_names(sql.substr(0, from));
  if (contains(read, "count")) read.clear();
  const std::vector<std::string> limits = quoted_names(sql.substr(where));
  return std::all_of(read.begin(), read.end(), has) &&
         std::all_of(limits.begin(), limits.end(), has) &&
         std::all_of(limits.begin(), limits.end(),
                     [&](const std::string& name) { return holds_text(schema, name); });
}

/// What the model says, after a rename.
std::vector<View> renamed(std::vector<View> views, const std::string& from, const std::string& to) {
  const auto quoted = [](const std::string& name) { return "\"" + name + "\""; };
  for (View& view : views) {
    view.query.text = base::replace_all(view.query.text, quoted(from), quoted(to));
    for (auto& [database, text] : view.query.others) {
      text = base::replace_all(text, quoted(from), quoted(to));
      text = base::replace_all(text, "\"audit." + from + "\"", "\"audit." + to + "\"");
    }
  }
  return views;
}

/// A rename as a model says it: SQL text follows.
void carry_out(const RenameColumn& rename, Schema& schema) {
  Table& table = *schema.find(rename.table.schema, rename.table.name);
  const auto follow = [&](std::string& sql) {
    const std::size_t at = sql.find("\"" + rename.from + "\"");
    if (at != std::string::npos) sql.replace(at + 1, rename.from.size(), rename.to);
  };
  for (Check& check : table.checks) follow(check.expression);
  for (Column& column : table.columns) follow(column.computed.text);
  for (Index& index : table.indexes) {
    follow(index.where);
    for (IndexPart& part : index.parts) follow(part.expression);
  }
  std::vector<View> views = std::exchange(schema.views, {});  // no view may look meanwhile
  apply(rename, schema);
  schema.views = renamed(std::move(views), rename.from, rename.to);
}

/// The same; views of a table that moves go.
void carry_out(const RenameTable& rename, Schema& schema) {
  std::vector<View> views = std::exchange(schema.views, {});
  apply(rename, schema);
  if (rename.from.schema != rename.to.schema) {
    const std::string name = "\"" + rename.from.name + "\"";
    const auto reads = [&](const View& view) {
      return view.query.text.find(name) != std::string::npos;
    };
    views.erase(std::remove_if(views.begin(), views.end(), reads), views.end());
  }
  schema.views = renamed(std::move(views), rename.from.name, rename.to.name);
}

}  // namespace

void prune_views(Schema& schema) {
  for (;;) {
    const auto wrong = std::find_if(schema.views.begin(), schema.views.end(),
                                    [&](const View& view) { return !view_fits(schema, view); });
    if (wrong == schema.views.end()) return;
    schema.views.erase(wrong);
  }
}

void RandomSchema::add_view(Schema& schema) {
  View view;
  view.name = name("v");
  const std::size_t sources = schema.tables.size() + schema.views.size();
  if (sources == 0) return;
  const std::size_t pick = below(sources);
  const bool is_table = pick < schema.tables.size();
  const std::string source =
      is_table ? schema.tables[pick].name : schema.views[pick - schema.tables.size()].name;
  const std::string space =
      is_table ? schema.tables[pick].schema : schema.views[pick - schema.tables.size()].schema;
  if (chance(15)) view.schema = "audit";
  if (chance(20)) view.comment = name("it's a view ");
  const std::vector<std::string> columns = columns_of(schema, source);
  if (columns.empty()) return;
  std::string select = "*";
  if (chance(20)) {
    select = "count(*) as \"count\"";
  } else if (chance(70)) {
    select = "\"" + columns[below(columns.size())] + "\"";
    if (const std::string& other = columns[below(columns.size())];
        select.find("\"" + other + "\"") == std::string::npos)
      select += ", \"" + other + "\"";
  }
  std::string where;
  const std::string& limit = columns[below(columns.size())];
  if (holds_text(schema, limit)) where = " where \"" + limit + "\" = '1'";
  view.query.text = "select " + select + " from " + (space.empty() ? "" : space + ".") + "\"" +
                    source + "\"" + where;
  if (!space.empty())
    view.query.others["sqlite"] =
        "select " + select + " from \"" + space + "." + source + "\"" + where;
  schema.views.push_back(view);
}

/// Another comment, another condition, or away.
void RandomSchema::alter_view(Schema& schema) {
  if (schema.views.empty()) return add_view(schema);
  const std::size_t at = below(schema.views.size());
  View& view = schema.views[at];
  if (chance(40)) {
    view.comment = chance(50) ? "" : name("a view ");
  } else if (chance(50) && view.query.text.find(" where ") == std::string::npos) {
    view.query.text += " where 1 = 1";
    for (auto& [database, text] : view.query.others) text += " where 1 = 1";
  } else {
    schema.views.erase(schema.views.begin() + static_cast<std::ptrdiff_t>(at));
  }
}

void RandomSchema::rename_column(Schema& schema, Table& table) {
  if (table.columns.empty()) return;
  const std::string from = table.columns[below(table.columns.size())].name;
  const std::string to = name("c");
  carry_out(RenameColumn{{table.schema, table.name}, from, to}, schema);
  table.find(to)->was = from;
  // Sometimes the old name comes back as a new column.
  if (chance(20)) {
    Column again = this->column();
    again.name = from;
    table.columns.push_back(again);
  }
}

void RandomSchema::rename_table(Schema& schema, Table& table) {
  const TableName from{table.schema, table.name};
  TableName to = from;
  const bool moves = moves_names_ && chance(30);
  if (moves) to.schema = from.schema.empty() ? "audit" : "";
  if (!moves || chance(40)) to.name = name("t");
  if (schema.find(to.schema, to.name) != nullptr) return;
  carry_out(RenameTable{from, to}, schema);
  table.was = old_name(from, to);
  if (chance(20)) {
    Table again = this->table(schema);
    again.name = from.name;
    again.schema = from.schema;
    schema.tables.push_back(again);
  }
}

void RandomSchema::exchange_columns(Schema& schema, Table& table) {
  if (table.columns.size() < 2) return;
  Column& one = table.columns[below(table.columns.size())];
  Column& other = table.columns[below(table.columns.size())];
  if (&one == &other || !one.was.empty() || !other.was.empty()) return;
  const TableName name{table.schema, table.name};
  one.was = other.name;
  other.was = one.name;
  carry_out(RenameColumn{name, other.was, "aside"}, schema);
  carry_out(RenameColumn{name, one.was, other.was}, schema);
  carry_out(RenameColumn{name, "aside", one.was}, schema);
  std::swap(one.was, other.was);
}

void RandomSchema::exchange_tables(Schema& schema) {
  if (schema.tables.size() < 2) return;
  Table& one = *any_table(schema);
  Table& other = *any_table(schema);
  if (&one == &other || !one.was.empty() || !other.was.empty()) return;
  const TableName first{one.schema, one.name};
  const TableName second{other.schema, other.name};
  const TableName aside{first.schema, "aside"};
  carry_out(RenameTable{first, aside}, schema);
  carry_out(RenameTable{second, first}, schema);
  carry_out(RenameTable{aside, second}, schema);
  one.was = old_name(first, second);
  other.was = old_name(second, first);
}

}  // namespace tenon::laws
