// Methods that write rows that are there: `update` the columns that are given, `save` a whole row.
#include <algorithm>

#include "base/text.hpp"
#include "emit/cpp.hpp"
#include "emit/members.hpp"
#include "emit/names.hpp"
#include "emit/parameter.hpp"
#include "emit/template.hpp"
#include "emit/view_parts.hpp"
#include "emit/view_statement.hpp"
#include "emit/view_writes.hpp"

namespace tenon::emit {
namespace {

using model::Entity;
using model::Field;
using model::Filled;
using nlohmann::json;

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
    view["update_doc"] = update + "Throws tenon::NotFound.";
    view["save_doc"] = save + "Throws tenon::NotFound.";
    return;
  }
  view["update_doc"] = update + "Counts " + version->name + " up.\n" +
                       "/// Throws tenon::NotFound, and tenon::StaleWrite where the row's " +
                       version->name + " is not the given one.";
  view["save_doc"] =
      save + "Counts " + version->name + " up.\n" +
      "/// Throws tenon::NotFound, and tenon::StaleWrite where the row was changed since "
      "it was read.";
}

/// Throws what is wrong with a row that was not changed: of an entity without version it can only
/// be gone, else what the row is now tells.
std::string unwritten(const Entity& entity, const RowNames& names, const std::string& key) {
  if (filled(entity, Filled::by_version) == nullptr) return "throw no_" + names.stem + "();";
  return "refuse_" + names.stem + "(find(" + key + "));";
}

/// How `update` and `save` compare the version and count it up.
void add_version(const Entity& entity, json& view) {
  const Field* version = filled(entity, Filled::by_version);
  view["versions"] = json::array();
  view["set_version"] = "";
  if (version == nullptr || members_of(entity).update.empty()) return;
  view["versions"].push_back({{"version", version->name}});
  view["set_version"] = "update.increment(" + string_literal(version->column) + ");\nif (changes." +
                        version->name + ") update.expect(" + string_literal(version->column) +
                        ", *changes." + version->name + ");";
}

/// The end of `update`: the row as it then is, or why there is none.
std::string update_run(const Entity& entity, const RowNames& names, const std::string& arguments) {
  const std::string changed = "first_" + names.stem + "(update.run(session_, {" + arguments + "}))";
  if (filled(entity, Filled::by_version) == nullptr)
    return "return existing_" + names.stem + "(" + changed + ");";
  return "std::optional<" + entity.name + "> " + names.local + " = " + changed + ";\nif (!" +
         names.local + ") " + unwritten(entity, names, names.key) + "\nreturn *std::move(" +
         names.local + ");";
}

std::string update_value(const Field& field, const std::string& value) {
  const std::string limits = numeric(field);
  if (needs_encoded(field.type) || field.type.is_foreign()) return parameter(field, value);
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
      lines.push_back("update.set(" + string_literal(field.column) + ", " + soft_break +
                      parameter_in(entity, field, local, object.path) + ");");
  return "if (changes." + object.name + ") {\n  " + base::replace_all(block(lines), "\n", "\n  ") +
         "\n}";
}

/// One column, on a line of its own where there is no room.
std::string field_sets(const Field& field) {
  const std::string condition = "if (changes." + field.name + ")";
  const std::string set = "update.set(" + string_literal(field.column) + ", " +
                          update_value(field, "*changes." + field.name) + ");";
  const bool is_long = 2 + condition.size() + 1 + set.size() > 100;
  return condition + (is_long ? "\n  " : " ") + set;
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

}  // namespace

void add_update(const Entity& entity, const RowNames& names, json& view) {
  const Members members = members_of(entity);
  view["has_update"] = !members.update.empty();
  bool encodes = false;
  std::vector<std::string> sets;
  for (const Field* field : members.update) {
    if (field->filled == Filled::by_version) continue;  // compared, not set
    const bool is_object = field->type.kind == model::TypeKind::object;
    encodes = encodes || (is_object ? holds_encoded(entity, *field) : needs_encoded(field->type));
    sets.push_back(is_object ? object_sets(entity, *field) : field_sets(*field));
  }
  view["sets"] = block(sets);
  add_encoded("update", encodes, view);
  const Field* updated = filled(entity, Filled::by_updated_clock);
  view["set_updated"] =
      updated == nullptr ? ""
                         : "update.set(" + string_literal(updated->column) + ", session_.now());";
  view["update_run"] = update_run(entity, names, view["key_arguments"]);
  add_version(entity, view);
  add_write_docs(entity, view);
}

void add_save(const Entity& entity, const query::Statement& statement, const RowNames& names,
              json& view) {
  const std::string& local = names.local;
  const Field* updated = filled(entity, Filled::by_updated_clock);
  const std::vector<query::Column> columns = query::parameters(statement);
  const bool is_shared = updated == nullptr && names.begins_with(columns);
  const bool encodes = any_encoded(is_shared ? names.columns : columns);
  view["save_params"] = params(entity, columns, [&](const query::Column& column) {
    return updated != nullptr && column.field == updated->name ? "" : local;
  });
  view["has_save_params"] = !is_shared;
  view["save_count"] = names.lists.count_of_row(columns.size());
  add_encoded("save", encodes, view);
  const bool clock = updated != nullptr;
  const bool is_read = !query::results(statement).empty();
  view["save_type"] = clock || is_read ? entity.name : "const " + entity.name;
  view["save_clock"] = clock ? ", tenon::Timestamp now" : "";
  view["save_now"] = clock ? "const tenon::Timestamp now = session_.now();" : "";
  view["save_updated"] = clock ? local + "." + updated->name + " = " +
                                     from_stored(updated->type, entity.space, "now") + ";"
                               : "";
  const std::string own = names.stem + "_save_params(" + local + (clock ? ", now" : "") +
                          (encodes ? ", encoded)" : ")");
  const std::string call = "(" + names.stem + "_save_sql, " +
                           (is_shared ? names.params(local, columns.size()) : own) + ")";
  std::vector<std::string> members;
  for (const std::string& key : entity.primary_key) members.push_back(local + "." + key);
  const std::string missing = unwritten(entity, names, base::join(members, ", "));
  view["save_run"] =
      is_read ? "tenon::Rows rows = session_.query" + call + ";\nif (!rows.next()) " + missing
              : "if (session_.execute" + call + " == 0) {\n  " + missing + "\n}";
  view["save_read"] = block(save_reads(entity, statement, local));
}

void add_no_save(json& view) {
  for (const char* text : {"save_sql", "save_params", "save_count", "save_type", "save_clock",
                           "save_run", "save_read", "save_now", "save_updated"})
    view[text] = "";
  view["has_save_params"] = false;
  add_encoded("save", false, view);
}

}  // namespace tenon::emit
