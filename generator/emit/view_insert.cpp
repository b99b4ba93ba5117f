// Other ways to insert rows: `upsert`, a method for each key by which a row may be there already,
// and `bulk_load`.
#include <algorithm>

#include "base/text.hpp"
#include "emit/cpp.hpp"
#include "emit/members.hpp"
#include "emit/view_parts.hpp"
#include "emit/view_writes.hpp"
#include "query/statement.hpp"

namespace tenon::emit {
namespace {

using model::Entity;
using model::Field;
using model::Filled;
using nlohmann::json;

/// `{.columns = {"email"}, .kept = "created_at"}`
std::string conflict(const Entity& entity, const query::UpsertKey& key) {
  std::vector<std::string> names;
  for (const query::Column& column : key.columns) names.push_back(string_literal(column.name));
  std::string text = "{.columns = {" + base::join(names, ", ") + "}";
  if (const Field* created = filled(entity, Filled::by_created_clock))
    text += ", .kept = " + string_literal(created->column);
  if (const Field* version = filled(entity, Filled::by_version))
    text += ", .counted = " + string_literal(version->column);
  return text + "}";
}

/// What is said of the method: by what it finds a row, and what of that stays.
std::string upsert_doc(const Entity& entity, const query::UpsertKey& key) {
  std::vector<std::string> names;
  names.reserve(key.columns.size());
  for (const query::Column& column : key.columns) names.push_back(column.field);
  const bool is_by_key = std::all_of(
      entity.primary_key.begin(), entity.primary_key.end(), [&](const std::string& field) {
        return std::find(names.begin(), names.end(), field) != names.end();
      });
  std::vector<std::string> all_kept;
  if (!is_by_key) all_kept.push_back("its key");
  // As it is spelled: the database may take other texts for equal.
  for (const query::Column& column : key.columns)
    if (!column.type.compares_bytes()) all_kept.push_back(column.field);
  if (const Field* created = filled(entity, Filled::by_created_clock))
    all_kept.push_back(created->name);
  const std::string kept = base::join(all_kept, " and ");
  return "/// As create; where a row has this " + base::join(names, " and ") +
         " already, that one gets the values\n/// instead" +
         (kept.empty() ? "" : ", but for " + kept) +
         (is_by_key && !entity.soft_delete.empty() ? ", also when it was removed" : "") +
         ". Returns the row as it then is.";
}

}  // namespace

void add_upserts(const Entity& entity, json& view) {
  view["upserts"] = json::array();
  for (const query::UpsertKey& key : query::upsert_keys(entity)) {
    std::string warning;
    for (const query::Column& column : key.columns)
      if (const Field& field = *entity.find(column.field); field.deprecated)
        warning = retiring(entity, field) + "\n  ";
    view["upserts"].push_back({{"name", key.name},
                               {"upsert_doc", upsert_doc(entity, key)},
                               {"deprecated", warning},
                               {"conflict", conflict(entity, key)}});
  }
}

void add_bulk_load(const query::Statement& create, const RowNames& names,
                   const std::vector<const schema::Dialect*>& dialects, json& view) {
  const auto& values = std::get<query::Insert>(create.tree).values;
  const bool some_given =
      std::any_of(values.begin(), values.end(),
                  [](const query::Assignment& value) { return !value.otherwise; });
  const bool can_copy =
      some_given &&
      std::any_of(dialects.begin(), dialects.end(), [&](const schema::Dialect* dialect) {
        return std::all_of(values.begin(), values.end(), [&](const query::Assignment& value) {
          return dialect->can_copy(value.type);
        });
      });
  const std::string statement = can_copy ? names.stem + "_create_sql, tenon::copied"
                                         : view["create_batch"].get<std::string>();
  view["load_each"] = values.empty() ? "" : " each";
  // One for all rows: its strings keep their memory.
  const std::string entity = view["entity"].get<std::string>();
  view["load_local"] = values.empty() ? "" : entity + " " + names.local + "{};";
  view["load_row"] = values.empty() ? ""
                                    : names.local + " = new_" + names.stem + "(each" +
                                          view["clock_argument"].get<std::string>() +
                                          ", std::move(" + names.local + "));";
  view["bulk_load"] = "tenon::BulkLoad load{session_, " + statement + "};";
}

}  // namespace tenon::emit
