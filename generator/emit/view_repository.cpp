#include <algorithm>

#include "base/text.hpp"
#include "emit/cpp.hpp"
#include "emit/members.hpp"
#include "emit/names.hpp"
#include "emit/parameter.hpp"
#include "emit/view.hpp"
#include "emit/view_parts.hpp"
#include "query/render.hpp"

namespace tenon::emit {
namespace {

using model::Entity;
using model::Field;
using model::Filled;
using nlohmann::json;

std::string typed(const query::Column& column, const std::string& space) {
  return parameter_type(column.type, space) + " " + variable(column.field);
}

/// A parameter of a statement as an argument of its call.
std::string argument(const Entity& entity, const query::Column& column) {
  const std::string limits = numeric(*entity.find(column.field));
  std::string value = variable(column.field);
  if (needs_encoded(column.type)) value = "tenon::stored(" + value + ")";
  return limits.empty() ? value : "tenon::Param{" + value + ", " + limits + "}";
}

bool any_encoded(const std::vector<query::Column>& columns) {
  return std::any_of(columns.begin(), columns.end(),
                     [](const query::Column& column) { return needs_encoded(column.type); });
}

/// What a function of parameters takes, gets and stands behind when a Codec makes one of them.
void add_encoded(const std::string& what, bool is_needed, json& view) {
  view[what + "_encoded"] = is_needed ? ", tenon::Encoded& encoded" : "";
  view[what + "_encoded_argument"] = is_needed ? ", encoded" : "";
  view[what + "_encoded_local"] = is_needed ? "tenon::Encoded encoded;" : "";
}

/// `join` of what `each` makes of the columns, with ", " between.
template <class Each>
std::string listed(const std::vector<query::Column>& columns, Each each) {
  std::vector<std::string> parts;
  parts.reserve(columns.size());
  for (const query::Column& column : columns) parts.push_back(each(column));
  return base::join(parts, ", ");
}

std::string parameters_of(const Entity& entity, const query::Statement& statement) {
  return listed(query::parameters(statement),
                [&](const auto& column) { return typed(column, entity.space); });
}

std::string arguments_of(const Entity& entity, const query::Statement& statement) {
  return listed(query::parameters(statement),
                [&](const auto& column) { return argument(entity, column); });
}

/// What a finder of the templates needs: its constant, and its parameters in two forms.
json finder_view(const Entity& entity, const query::Statement& statement,
                 const std::vector<const schema::Dialect*>& dialects) {
  const std::string parameters = parameters_of(entity, statement);
  const std::string head = "std::optional<" + entity.name + "> " + entity.name +
                           "Repository::" + statement.name + "(" + parameters + ") {";
  std::string warning;
  for (const query::Column& column : query::parameters(statement))
    if (const Field& field = *entity.find(column.field); field.deprecated)
      warning = retiring(entity, field) + "\n  ";
  return {{"name", statement.name},
          {"sql", constant(statement, dialects)},
          {"deprecated", warning},
          {"parameters", parameters},
          {"arguments", arguments_of(entity, statement)},
          {"break", line_break(head.size())}};
}

/// "created_at, id": an order as people read it.
std::string order_text(const query::Statement& statement) {
  std::vector<std::string> parts;
  for (const query::Ordering& ordering : std::get<query::Select>(statement.tree).order)
    parts.push_back(ordering.column.field + (ordering.descending ? " descending" : ""));
  return base::join(parts, ", ");
}

/// The elements of a parameter array; `source` gives the object that has a column's value, or with
/// "" the clock's time.
template <class Source>
std::string params(const Entity& entity, const std::vector<query::Column>& columns, Source source) {
  std::vector<std::string> lines;
  for (const query::Column& column : columns) {
    const std::string object = source(column);
    lines.push_back(
        (object.empty() ? "now" : parameter_in(entity, *entity.find(column.field), object)) + ",");
  }
  return block(lines);
}

/// How `create` makes an entity of a Create and the clock.
void add_assignments(const Entity& entity, json& view) {
  const std::string object = view["variable"].get<std::string>() + ".";
  std::vector<std::string> assignments;
  for (const Field* member : model::members_of(entity.fields, entity.objects)) {
    const Field& field = *member;
    std::string value;
    switch (field.filled) {
      case Filled::by_application:
        value = is_sql_default(field) ? "" : "values." + field.name;
        break;
      case Filled::by_uuid:
        value = from_stored(field.type, entity.space, "tenon::uuid_v7()");
        break;
      case Filled::by_created_clock:
      case Filled::by_updated_clock:
        value = from_stored(field.type, entity.space, "now");
        break;
      case Filled::by_version:
        value = "1";
        break;
      case Filled::by_identity:
      case Filled::by_expression:
      case Filled::by_removed_clock:
        break;
    }
    if (!value.empty()) assignments.push_back(object + field.name + " = " + value + ";");
  }
  view["assignments"] = block(assignments);
}

/// How what a statement gives back becomes members of the entity.
std::vector<std::string> reads_of(const Entity& entity, const query::Statement& statement,
                                  const std::string& local) {
  std::vector<std::string> reads;
  for (const query::Column& column : query::results(statement)) {
    const std::string limits = numeric(*entity.find(column.field));
    reads.push_back("row.get(column++, " + local + "." + column.field +
                    (limits.empty() ? "" : ", " + limits) + ");");
  }
  return reads;
}

/// The loop that reads what a batch gave back.
std::string read_each(const std::string& rows, const std::string& what, bool is_needed,
                      const Entity& entity, const std::string& local) {
  if (!is_needed) return "";
  return "for (" + entity.name + "& " + local + " : " + rows + ") read_" + what +
         "(batch.next(), " + local + ");";
}

/// With computed columns the entity in hand gets what the database made of them.
void add_insert(const Entity& entity, const query::Statement& statement, json& view) {
  std::string local = view["variable"].get<std::string>();
  const std::string stem = view["stem"].get<std::string>();
  const std::vector<query::Column> columns = query::parameters(statement);
  const std::vector<std::string> computed = reads_of(entity, statement, local);
  const bool is_read = !computed.empty();
  view["insert_count"] = std::to_string(columns.size());
  view["insert_params"] = params(entity, columns, [&](const query::Column&) { return local; });
  view["has_computed"] = is_read;
  view["computed"] = block(computed);
  view["insert_const"] = is_read ? "" : "const ";
  view["insert_doc"] = is_read ? "; sets what the database computes" : "";
  const bool encodes = any_encoded(columns);
  add_encoded("insert", encodes, view);
  const std::string given = stem + "_insert_params(" + local + (encodes ? ", encoded)" : ")");
  const std::string loop = "for (const " + entity.name + "& " + local + " : rows) ";
  view["insert_each"] = encodes
                            ? loop + "{\n  tenon::Encoded encoded;\n  batch.add(" + given + ");\n}"
                            : loop + "batch.add(" + given + ");";
  const std::string call = stem + "_insert_sql, " + given + ")";
  const std::string rest = call + ".only(), " + local + ");";
  const std::string start = "read_computed(session_.query(";
  view["insert_body"] = is_read ? start + line_break(2 + start.size() + rest.size()) + rest
                                : "session_.execute(" + call + ";";
  view["insert_many_read"] = read_each("rows", "computed", is_read, entity, local);
}

void add_create(const Entity& entity, const query::Statement& statement, json& view) {
  const std::string local = view["variable"].get<std::string>();
  const std::string stem = view["stem"].get<std::string>();
  bool from_values = false;
  bool from_entity = false;
  view["create_params"] =
      params(entity, query::parameters(statement), [&](const query::Column& column) {
        const bool by_database = is_sql_default(*entity.find(column.field));
        (by_database ? from_values : from_entity) = true;
        return by_database ? "values" : local;
      });
  // Where the application gives every value, they are those of the whole row.
  const bool is_whole =
      !from_values && query::parameters(statement).size() ==
                          static_cast<std::size_t>(std::count_if(
                              entity.fields.begin(), entity.fields.end(), [](const Field& field) {
                                return field.filled != Filled::by_expression;
                              }));
  view["has_create_params"] = !is_whole;
  view["create_values"] = stem + (is_whole ? "_insert_params" : "_create_params");
  view["create_count"] = std::to_string(query::parameters(statement).size());
  // A column whose default the database evaluates is sent as the Create has it: present or not.
  view["create_name"] = from_entity ? " " + local : "";
  view["create_from"] = from_values ? ", const " + entity.name + "Create& values" : "";
  const bool encodes = any_encoded(query::parameters(statement));
  add_encoded("create", encodes, view);
  const std::string signature =
      "std::array<tenon::Param, " + view["create_count"].get<std::string>() + "> " + stem +
      "_create_params(const " + entity.name + "&" + view["create_name"].get<std::string>() +
      view["create_from"].get<std::string>() + view["create_encoded"].get<std::string>() + ") {";
  view["break_create"] = line_break(signature.size());
  view["create_each"] = from_values ? ", each" : "";
  const std::vector<std::string> created = reads_of(entity, statement, local);
  view["created"] = block(created);
  view["has_created"] = !created.empty();
  view["create_many_read"] = read_each("created", "created", !created.empty(), entity, local);
  const std::string call = stem + "_create_sql, " + view["create_values"].get<std::string>() + "(" +
                           local + (from_values ? ", values" : "") + (encodes ? ", encoded" : "") +
                           "));";
  const std::string query = "tenon::Rows rows = session_.query(";
  const std::string begin = encodes ? "tenon::Encoded encoded;\n" : "";
  view["create_body"] =
      begin + (created.empty() ? "session_.execute(" + call
                               : query + line_break(2 + query.size() + call.size()) + call +
                                     "\nread_created(rows.only(), " + local + ");");
  const std::string head = "std::vector<" + entity.name + "> " + entity.name +
                           "Repository::create_many(const std::vector<" + entity.name +
                           "Create>& values) {";
  view["break_many"] = line_break(head.size());
}

/// What `save` brings back: computed columns, and behind them the version.
std::vector<std::string> save_reads(const Entity& entity, const query::Statement& statement,
                                    const std::string& local) {
  std::vector<std::string> reads;
  const std::vector<query::Column> columns = query::results(statement);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool is_version = entity.find(columns[i].field)->filled == Filled::by_version;
    if (!is_version && !reads.empty()) continue;
    reads.push_back(is_version ? "rows.row().get(" + std::to_string(i) + ", " + local + "." +
                                     columns[i].field + ");"
                               : "read_computed(rows.row(), " + local + ");");
  }
  return reads;
}

void add_save(const Entity& entity, const query::Statement& statement, json& view) {
  const std::string local = view["variable"].get<std::string>();
  const Field* updated = filled(entity, Filled::by_updated_clock);
  const std::vector<query::Column> columns = query::parameters(statement);
  view["save_params"] = params(entity, columns, [&](const query::Column& column) {
    return updated != nullptr && column.field == updated->name ? "" : local;
  });
  view["save_count"] = std::to_string(columns.size());
  add_encoded("save", any_encoded(columns), view);
  const bool clock = updated != nullptr;
  view["set_updated"] =
      clock ? "update.set(" + string_literal(updated->column) + ", session_.now());" : "";
  const bool is_read = !query::results(statement).empty();
  view["save_type"] = clock || is_read ? entity.name : "const " + entity.name;
  view["save_clock"] = clock ? ", tenon::Timestamp now" : "";
  view["save_now"] = clock ? "const tenon::Timestamp now = session_.now();" : "";
  view["save_updated"] = clock ? local + "." + updated->name + " = " +
                                     from_stored(updated->type, entity.space, "now") + ";"
                               : "";
  const std::string stem = view["stem"].get<std::string>();
  view["save_read"] = block(save_reads(entity, statement, local));
  view["save_call"] = "(" + stem + "_save_sql, " + stem + "_save_params(" + local +
                      (clock ? ", now" : "") + view["save_encoded_argument"].get<std::string>() +
                      "))";
}

/// What is said of `update` and `save`.
void add_write_docs(const Entity& entity, json& view) {
  const Field* updated = filled(entity, Filled::by_updated_clock);
  const Field* created = filled(entity, Filled::by_created_clock);
  const Field* version = filled(entity, Filled::by_version);
  const bool is_read = filled(entity, Filled::by_expression) != nullptr;
  const std::string but = created != nullptr ? "the key and " + created->name : "the key";
  const std::string set = updated != nullptr ? ", and " + updated->name : "";
  std::string update = "/// Sets the columns that are present" + set + "; returns the row. ";
  std::string save = "/// Writes every column but " + but +
                     (updated != nullptr ? "; sets " + updated->name : "") +
                     (is_read ? updated != nullptr ? "\n/// and what the database computes. "
                                                   : "; sets what the database computes.\n/// "
                              : ". ");
  if (version == nullptr) {
    view["update_doc"] = update + "Throws Error not_found.";
    view["save_doc"] = save + "Throws Error not_found.";
    return;
  }
  view["update_doc"] = update + "Counts " + version->name + " up.\n" +
                       "/// Throws Error not_found, and stale_write where the " + version->name +
                       " that is given is no longer the row's.";
  view["save_doc"] = save + "Counts " + version->name + " up.\n" +
                     "/// Throws Error not_found, and stale_write where the row was changed since "
                     "it was read.";
}

/// How `save` runs, and what it throws when no row was changed.
void add_save_run(const std::string& missing, json& view) {
  const std::string call = view["save_call"].get<std::string>();
  const bool is_read = !view["save_read"].get<std::string>().empty();
  view["save_run"] = is_read
                         ? "tenon::Rows rows = session_.query" + call +
                               ";\nif (!rows.next()) throw " + missing + ";"
                         : "if (session_.execute" + call + " == 0) {\n  throw " + missing + ";\n}";
}

/// What tells apart why no row was changed; of an entity without version only one thing can be.
void add_version(const Entity& entity, json& view) {
  const Field* version = filled(entity, Filled::by_version);
  const std::string local = view["variable"].get<std::string>();
  const std::string keys = view["key_names"].get<std::string>();
  view["versions"] = json::array();
  view["set_version"] = "";
  const std::string missing = "tenon::Error{tenon::ErrorKind::not_found, \"no " + entity.name +
                              " has this " + view["key_word"].get<std::string>() + "\"}";
  view["missing"] = missing;
  if (version == nullptr || members_of(entity).update.empty()) return add_save_run(missing, view);
  const std::string unwritten = "unwritten_" + view["stem"].get<std::string>() + "(find(";
  std::vector<std::string> members;
  for (const std::string& key : entity.primary_key) members.push_back(local + "." + key);
  view["missing"] = unwritten + keys + "))";
  add_save_run(unwritten + base::join(members, ", ") + "))", view);
  view["set_version"] = "update.increment(" + string_literal(version->column) + ");\nif (changes." +
                        version->name + ") update.expect(" + string_literal(version->column) +
                        ", *changes." + version->name + ");";
  view["versions"].push_back({{"version", version->name}});
}

std::string update_value(const Field& field, const std::string& value) {
  const std::string limits = numeric(field);
  if (needs_encoded(field.type)) return parameter(field, value);
  return limits.empty() ? value : "{" + value + ", " + limits + "}";
}

bool holds_encoded(const Entity& entity, const Field& object) {
  return std::any_of(entity.fields.begin(), entity.fields.end(), [&](const Field& field) {
    return base::starts_with(field.path, object.path + ".") && needs_encoded(field.type);
  });
}

/// All columns of a value object, which is changed as a whole.
std::string object_sets(const Entity& entity, const Field& object) {
  const std::string local = variable(object.name);
  std::vector<std::string> lines = {"const " + member_type(object.type, entity.space) + "& " +
                                    local + " = *changes." + object.name + ";"};
  for (const Field& field : entity.fields)
    if (base::starts_with(field.path, object.path + "."))
      lines.push_back("update.set(" + string_literal(field.column) + ", " +
                      parameter_in(entity, field, local, object.path) + ");");
  return "if (changes." + object.name + ") {\n  " + base::replace_all(block(lines), "\n", "\n  ") +
         "\n}";
}

void add_update(const Entity& entity, json& view) {
  const Members members = members_of(entity);
  view["has_update"] = !members.update.empty();
  bool encodes = false;
  std::vector<std::string> sets;
  for (const Field* field : members.update) {
    if (field->filled == Filled::by_version) continue;  // compared, not set
    if (field->type.kind == model::TypeKind::object) {
      sets.push_back(object_sets(entity, *field));
      encodes = encodes || holds_encoded(entity, *field);
      continue;
    }
    const std::string value = "*changes." + field->name;
    encodes = encodes || needs_encoded(field->type);
    const std::string condition = "if (changes." + field->name + ")";
    const std::string set =
        "update.set(" + string_literal(field->column) + ", " + update_value(*field, value) + ");";
    const bool is_long = 2 + condition.size() + 1 + set.size() > 100;
    sets.push_back(condition + (is_long ? "\n  " : " ") + set);
  }
  view["sets"] = block(sets);
  add_encoded("update", encodes, view);
}

/// The methods that only keys of one column have.
void add_find_many(const Entity& entity, json one, json& view) {
  const Field& key = *entity.find(entity.primary_key.front());
  const std::string list = variable(key.name) + "s";
  const std::string limits = numeric(key);
  one["list_type"] = parameter_list_type(key.type, entity.space);
  one["list_name"] = list;
  const std::string values = key.type.wrapper ? "tenon::stored(" + list + ")" : list;
  one["list_argument"] = limits.empty() ? values : "tenon::Param{" + values + ", " + limits + "}";
  view["find_many"].push_back(std::move(one));
}

/// The statement of a batch: by arrays on the database that has them, else the one of a single row.
void add_many(const query::Statement& statement, const json& view_of_one,
              const std::vector<const schema::Dialect*>& dialects, json& view) {
  std::string text;
  for (const schema::Dialect* dialect : dialects)
    if (text.empty()) text = query::render(statement, *dialect);
  if (text.empty()) return;
  const std::string one = statement.name.substr(0, statement.name.find('_'));
  json many = view_of_one;
  many["sql"] = raw_literal("\n" + text + "\n");
  view[statement.name].push_back(std::move(many));
  view[one + "_batch"] = view["stem"].get<std::string>() + "_" + statement.name + "_sql";
}

/// Puts each statement where its methods are.
void add_statements(const Entity& entity, const schema::Table& table,
                    const std::vector<const schema::Dialect*>& dialects, json& view) {
  for (const char* list :
       {"finders", "listers", "find_many", "sync_identity", "create_many", "insert_many"})
    view[list] = json::array();
  for (const char* one : {"create", "insert"})
    view[std::string{one} + "_batch"] = view["stem"].get<std::string>() + "_" + one + "_sql";
  view["sync"] = "";
  for (const query::Statement& statement : query::statements(entity, table)) {
    json one = finder_view(entity, statement, dialects);
    if (base::starts_with(statement.name, "find_by_")) {
      view["finders"].push_back(one);
    } else if (base::starts_with(statement.name, "list_by_")) {
      one["order"] = order_text(statement);
      view["listers"].push_back(one);
    } else if (statement.name == "create_many" || statement.name == "insert_many") {
      add_many(statement, one, dialects, view);
    } else if (statement.name == "find_many") {
      add_find_many(entity, one, view);
    } else if (statement.name == "sync_identity") {
      if (one["sql"] == "{\"\"}") continue;  // no database of this project needs it
      view["sync_identity"].push_back(one);
      view["sync"] = "session_.execute(" + view["stem"].get<std::string>() + "_sync_identity_sql);";
    } else {
      if (statement.name == "create") add_create(entity, statement, view);
      if (statement.name == "insert") add_insert(entity, statement, view);
      if (statement.name == "save") add_save(entity, statement, view);
      view[statement.name + "_sql"] = one["sql"];
    }
    if (statement.name == "find") {
      view["key_parameters"] = one["parameters"];
      view["key_arguments"] = one["arguments"];
    }
  }
}

/// The shapes whose rows can be read, each with its methods.
void add_shapes(const Entity& entity, const model::Model& model,
                const std::vector<const schema::Dialect*>& dialects, json& view,
                std::set<std::string>& headers) {
  view["shapes"] = json::array();
  view["shape_includes"] = "";
  std::set<std::string> readers;
  std::vector<std::string> methods;
  for (const model::Shape& shape : entity.shapes) {
    if (!query::is_readable(entity, shape, model)) continue;
    const query::Statement find = query::statements(entity, shape, model).front();
    json one = finder_view(entity, find, dialects);
    one["shape"] = shape.name;
    one["suffix"] = shape.suffix(entity.name);
    const std::string end = "_" + shape.suffix(entity.name) + "(";
    const std::string by_key = end + one["parameters"].get<std::string>() + ");";
    methods.insert(
        methods.end(),
        {"/// What a " + shape.name + " has: one statement, and one more for each relation.",
         shape.name + " get" + by_key, "std::optional<" + shape.name + "> find" + by_key,
         "tenon::Page<" + shape.name + "> list" + end + "const tenon::ListOptions& options = {});",
         ""});
    view["shapes"].push_back(std::move(one));
    headers.insert(file_stem(shape.name) + "_shape.hpp");
    readers.insert(file_stem(shape.name) + "_reader.hpp");
  }
  view["shape_includes"] = more_includes(readers);
  view["shape_methods"] = block(methods);
}

/// The entity's variable, apart from the key's: methods have both.
std::string local_name(const Entity& entity) {
  std::string name = object_name(entity.name);
  for (const std::string& key : entity.primary_key)
    if (variable(key) == name) name += "_row";
  return name;
}

}  // namespace

json repository_view(const Entity& entity, const schema::Table& table, const model::Model& model,
                     const std::vector<const schema::Dialect*>& dialects) {
  json view = entity_view(entity);
  const std::string local = local_name(entity);
  view["variable"] = local;
  for (const char* text :
       {"save_sql", "save_params", "save_count", "set_updated", "save_type", "save_clock",
        "save_call", "save_run", "save_read", "save_now", "save_updated"})
    view[text] = "";  // of an entity whose key is all it has
  add_encoded("save", false, view);
  add_statements(entity, table, dialects, view);
  view["has_every"] = !view["find_many"].empty() || !view["listers"].empty();
  add_assignments(entity, view);
  add_update(entity, view);
  std::vector<query::Column> all;
  for (const Field& field : entity.fields) all.push_back({field.column, field.name, field.type});
  view["encoded"] = any_encoded(all) ? "#include <tenon/encoded.hpp>" : "";
  const bool clock = filled(entity, Filled::by_created_clock) != nullptr ||
                     filled(entity, Filled::by_updated_clock) != nullptr;
  view["clock_parameter"] = clock ? ", tenon::Timestamp now" : "";
  view["clock_argument"] = clock ? ", session_.now()" : "";
  const Members members = members_of(entity);
  const bool from_values = std::any_of(members.create.begin(), members.create.end(),
                                       [](const Field* field) { return !is_sql_default(*field); });
  view["values_name"] = from_values ? " values" : "";
  const std::string stem = view["stem"].get<std::string>();
  std::set<std::string> headers{entity.header, stem + "_dto.hpp", stem + "_table.hpp"};
  add_shapes(entity, model, dialects, view, headers);
  view["own_includes"] = include_block(headers);
  view["key_word"] = entity.primary_key.size() == 1 ? entity.primary_key.front() : "key";
  view["quoted"] = entity.table;
  std::vector<std::string> plain;
  for (const std::string& key : entity.primary_key) plain.push_back(variable(key));
  view["key_names"] = base::join(plain, ", ");
  add_write_docs(entity, view);
  add_version(entity, view);
  view["removals"] = json::array();
  view["remove_doc"] = "/// False when there was no such row.";
  if (!entity.soft_delete.empty()) {
    view["removals"].push_back(json::object());
    view["remove_doc"] = "/// Marks the row in " + entity.soft_delete +
                         "; only restore, erase and a list of removed rows see it then. Rows that\n"
                         "/// refer to it stay as they are. False when there was no such row.";
  }
  view["remove_arguments"] = (entity.soft_delete.empty() ? "" : "session_.now(), ") +
                             view["key_arguments"].get<std::string>();
  return view;
}

}  // namespace tenon::emit
