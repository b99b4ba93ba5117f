// A repository: the methods that read are put together here, those that write in view_create.cpp
// and view_update.cpp.
#include <algorithm>

#include "base/text.hpp"
#include "emit/cpp.hpp"
#include "emit/members.hpp"
#include "emit/names.hpp"
#include "emit/template.hpp"
#include "emit/view.hpp"
#include "emit/view_parts.hpp"
#include "emit/view_statement.hpp"
#include "emit/view_writes.hpp"
#include "query/render.hpp"

namespace tenon::emit {
namespace {

using model::Entity;
using model::Field;
using model::Filled;
using nlohmann::json;
using Dialects = std::vector<const schema::Dialect*>;

/// The methods that only keys of one column have.
void add_find_many(const Entity& entity, json one, json& view) {
  const Field& key = *entity.find(entity.primary_key.front());
  const std::string list = variable(key.name) + "s";
  const std::string limits = numeric(key);
  one["list_type"] = parameter_list_type(key.type, entity.space);
  one["list_name"] = list;
  const std::string values = key.type.wrapper ? "tenon::stored(" + list + ")" : list;
  if (key.type.is_foreign())
    one["list_argument"] = "tenon::Param{" + values + "}.untyped()";
  else
    one["list_argument"] = limits.empty() ? values : "tenon::Param{" + values + ", " + limits + "}";
  view["find_many"].push_back(std::move(one));
}

/// The statement of a batch: by arrays on the database that has them, else the one of a single row.
void add_many(const query::Statement& statement, json one, const Dialects& dialects,
              const RowNames& names, json& view) {
  std::string text;
  for (const schema::Dialect* dialect : dialects)
    if (text.empty()) text = query::render(statement, *dialect, names.lists.named);
  if (text.empty()) return;
  one["sql"] = sql_text(text, names.lists);
  view[statement.name].push_back(std::move(one));
  const std::string single = statement.name.substr(0, statement.name.find('_'));
  view[single + "_batch"] = names.stem + "_" + statement.name + "_sql";
}

/// A statement of which every repository has at most one, or that a method of its own form sends.
void add_statement(const Entity& entity, const query::Statement& statement, json one,
                   const RowNames& names, json& view) {
  if (statement.name == "create") add_create(entity, statement, names, view);
  if (statement.name == "insert") add_insert(entity, statement, names, view);
  if (statement.name == "save") add_save(entity, statement, names, view);
  view[statement.name + "_sql"] = one["sql"];
  if (statement.name != "find") return;
  view["key_parameters"] = one["parameters"];
  view["key_arguments"] = one["arguments"];
}

/// Puts each statement where its methods are.
void add_statements(const Entity& entity, const std::vector<query::Statement>& statements,
                    const Dialects& dialects, const RowNames& names, json& view) {
  for (const char* list :
       {"finders", "listers", "find_many", "sync_identity", "create_many", "insert_many"})
    view[list] = json::array();
  for (const char* one : {"create", "insert"})
    view[std::string{one} + "_batch"] = names.stem + "_" + one + "_sql";
  view["sync"] = "";
  add_no_save(view);
  for (const query::Statement& statement : statements) {
    json one = statement_view(entity, statement, dialects, names.lists);
    if (base::starts_with(statement.name, "find_by_")) {
      view["finders"].push_back(one);
    } else if (base::starts_with(statement.name, "list_by_")) {
      one["order"] = order_text(statement);
      view["listers"].push_back(one);
    } else if (statement.name == "create_many" || statement.name == "insert_many") {
      add_many(statement, one, dialects, names, view);
    } else if (statement.name == "find_many") {
      add_find_many(entity, one, view);
    } else if (statement.name == "sync_identity") {
      if (one["sql"] == "{\"\"}") continue;  // no database of this project needs it
      view["sync_identity"].push_back(one);
      view["sync"] = "session_.execute(" + names.stem + "_sync_identity_sql);";
    } else {
      add_statement(entity, statement, one, names, view);
    }
  }
}

/// The declarations of a shape's methods.
std::vector<std::string> shape_methods(const model::Shape& shape, const std::string& suffix,
                                       const std::string& parameters) {
  const std::string by_key = "_" + suffix + "(" + parameters + ");";
  const std::string more = shape.loaded.empty() ? "." : ", and one more for each relation.";
  return {"/// What " + shape.name + " has: one statement" + more, shape.name + " get" + by_key,
          "std::optional<" + shape.name + "> find" + by_key,
          "tenon::Page<" + shape.name + "> list_" + suffix +
              "(const tenon::ListOptions& options = {});",
          ""};
}

/// The shapes whose rows can be read, each with its methods.
void add_shapes(const Entity& entity, const model::Model& model, const Dialects& dialects,
                const RowNames& names, json& view, std::set<std::string>& headers,
                std::set<std::string>& readers) {
  view["shapes"] = json::array();
  std::vector<std::string> methods;
  std::vector<std::string> selects;
  for (const model::Shape& shape : entity.shapes) {
    if (!query::is_readable(entity, shape, model)) continue;
    json one = statement_view(entity, query::statements(entity, shape, model).front(), dialects,
                              names.lists);
    const std::string suffix = shape.suffix(entity.name);
    for (const std::string& line : shape_methods(shape, suffix, one["parameters"]))
      methods.push_back(line);
    one["shape"] = shape.name;
    one["suffix"] = suffix;
    one["flat"] = shape.loaded.empty();
    if (shape.loaded.empty())
      selects.insert(selects.end(),
                     {"", "template <>",
                      "tenon::Page<" + shape.name + "> " + entity.name + "Repository::select(" +
                          soft_break + "const tenon::ListOptions& options);"});
    view["shapes"].push_back(std::move(one));
    headers.insert(file_stem(shape.name) + "_shape.hpp");
    readers.insert(file_stem(shape.name) + "_reader.hpp");
  }
  view["shape_header"] = methods.empty() ? "" : "#include <tenon/shape.hpp>";
  if (!selects.empty())
    methods.insert(
        methods.end(),
        {"/// A page of a shape that has fields only, of which no other column is read.",
         "template <class Shape>",
         "tenon::Page<Shape> select(const tenon::ListOptions& options = {}) = delete;", ""});
  view["shape_methods"] = block(methods);
  view["selects"] = block(selects);
}

/// The function that gives what was found or throws: of one type, or of each that is read.
void add_existing(const Entity& entity, const RowNames& names, json& view) {
  const bool one_type = view["shapes"].empty();
  view["found"] = one_type ? entity.name : "Found";
  view["existing"] = one_type ? entity.name + " existing_" + names.stem
                              : "template <class Found>\nFound existing_" + names.stem;
}

/// What `remove` does: it deletes, or marks.
void add_removal(const Entity& entity, json& view) {
  view["removals"] = json::array();
  view["remove_doc"] = "/// False when there was no such row.";
  view["remove_now"] = "";
  view["remove_arguments"] = view["key_arguments"];
  view["remove_many"] =
      "return tenon::remove_many(session_, " + entity.name + "Table::table, where);";
  if (entity.soft_delete.empty()) return;
  const Field* updated = filled(entity, Filled::by_updated_clock);
  const std::string key = view["key_arguments"];
  const std::string& mark = entity.soft_delete;
  const std::string sets = updated != nullptr ? " and sets " + updated->name : "";
  view["removals"].push_back(
      {{"restore_doc", "/// Takes the mark away" + sets + ". False when no such row was removed."},
       {"restore_arguments", (updated != nullptr ? "session_.now(), " : "") + key}});
  view["remove_doc"] = "/// Marks the row in " + mark + sets +
                       "; only restore, erase and a list of removed rows" +
                       (updated != nullptr ? "\n/// see it then. " : " see it then.\n/// ") +
                       "Rows that refer to it stay as they are. False when there was no such row.";
  std::vector<std::string> lines = {"tenon::Update update{" + entity.name + "Table::table};"};
  std::string now = "session_.now()";
  if (updated != nullptr) {
    view["remove_now"] = "const tenon::Timestamp now = " + now + ";";
    lines.push_back(view["remove_now"]);
    now = "now";
    lines.push_back("update.set(" + string_literal(updated->column) + ", now);");
  }
  view["remove_arguments"] = now + ", " + (updated != nullptr ? "now, " : "") + key;
  lines.push_back("update.set(" + string_literal(entity.find(mark)->column) + ", " + now + ");");
  if (const Field* version = filled(entity, Filled::by_version))
    lines.push_back("update.increment(" + string_literal(version->column) + ");");
  lines.push_back("return update.run_many(session_, where);");
  view["remove_many"] = block(lines);
}

/// How the function that makes a new row is called: with the clock where a member needs it.
void add_new_row(const Entity& entity, json& view) {
  const bool clock = filled(entity, Filled::by_created_clock) != nullptr ||
                     filled(entity, Filled::by_updated_clock) != nullptr;
  view["clock_parameter"] = clock ? ", tenon::Timestamp now" : "";
  view["clock_argument"] = clock ? ", session_.now()" : "";
  const Members members = members_of(entity);
  const bool from_values = std::any_of(members.create.begin(), members.create.end(),
                                       [](const Field* field) { return !is_sql_default(*field); });
  view["values_name"] = from_values ? " values" : "";
}

/// "id", or "key" where it has several columns.
std::string key_word(const Entity& entity) {
  return entity.primary_key.size() == 1 ? entity.primary_key.front() : "key";
}

RowNames names_of(const Entity& entity, const std::vector<query::Statement>& statements) {
  RowNames names;
  names.stem = file_stem(entity.name);
  names.local = object_name(entity.name);
  std::vector<std::string> keys;
  for (const std::string& key : entity.primary_key) {
    keys.push_back(variable(key));
    if (keys.back() == names.local) names.local += "_row";  // methods have both
  }
  names.key = base::join(keys, ", ");
  for (const query::Statement& statement : statements)
    if (statement.name == "insert") names.columns = query::parameters(statement);
  return names;
}

/// What both kinds of repositories have.
json any_repository(const Entity& entity, const std::vector<query::Statement>& statements,
                    const Dialects& dialects, const RowNames& names) {
  json view = entity_view(entity);
  view["variable"] = names.local;
  view["quoted"] = entity.table;
  add_statements(entity, statements, dialects, names, view);
  return view;
}

}  // namespace

json read_repository_view(const Entity& entity, const schema::Table& table,
                          const Dialects& dialects) {
  const std::vector<query::Statement> statements = query::statements(entity, table);
  const RowNames names = names_of(entity, statements);
  json view = any_repository(entity, statements, dialects, names);
  view["keys"] = json::array();
  if (!names.key.empty())
    view["keys"].push_back({{"key_names", names.key}, {"key_word", key_word(entity)}});
  view["list_doc"] = names.key.empty()
                         ? "/// Rows in the order that the options say. Without a key there is no "
                           "page after it: `next` is\n/// empty, and `offset` leaves rows out."
                         : "\n/// One page, ordered by the key unless the options say otherwise.";
  view["own_includes"] = include_block({entity.header, names.stem + "_table.hpp"});
  return view;
}

json repository_view(const Entity& entity, const schema::Table& table, const model::Model& model,
                     const Dialects& dialects) {
  const std::vector<query::Statement> statements = query::statements(entity, table);
  RowNames names = names_of(entity, statements);
  names.lists = column_lists(entity, names.stem, statements, dialects);
  json view = any_repository(entity, statements, dialects, names);
  view["column_lists"] = names.lists.definition;
  view["key_names"] = names.key;
  view["key_word"] = key_word(entity);
  view["has_every"] = !view["find_many"].empty() || !view["listers"].empty();
  add_new_row(entity, view);
  add_assignments(entity, names, view);
  add_upserts(entity, view);
  for (const query::Statement& statement : statements)
    if (statement.name == "create") add_bulk_load(statement, names, dialects, view);
  add_update(entity, names, view);
  add_removal(entity, view);
  std::vector<query::Column> all;
  for (const Field& field : entity.fields) all.push_back({field.column, field.name, field.type});
  view["encoded"] = any_encoded(all) ? "#include <tenon/encoded.hpp>" : "";
  std::set<std::string> headers{entity.header, names.stem + "_dto.hpp", names.stem + "_table.hpp"};
  std::set<std::string> more;
  add_shapes(entity, model, dialects, names, view, headers, more);
  add_loaders(entity, model, names, view, headers, more);
  view["more_includes"] = more_includes(more);
  view["own_includes"] = include_block(headers);
  add_existing(entity, names, view);
  return view;
}

}  // namespace tenon::emit
