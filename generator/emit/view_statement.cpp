#include "emit/view_statement.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "emit/cpp.hpp"
#include "emit/members.hpp"
#include "emit/names.hpp"
#include "emit/parameter.hpp"
#include "emit/view_parts.hpp"

namespace tenon::emit {
namespace {

using model::Entity;
using model::Field;
using nlohmann::json;

/// "std::int64_t id": a parameter of a method.
std::string typed(const Entity& entity, const query::Column& column) {
  return parameter_type(column.type, entity.space) + " " + variable(column.field);
}

/// The same as an argument of the statement's call.
std::string argument(const Entity& entity, const query::Column& column) {
  const std::string limits = numeric(*entity.find(column.field));
  std::string value = variable(column.field);
  if (needs_encoded(column.type)) value = "tenon::stored(" + value + ")";
  if (column.type.is_foreign()) return "tenon::Param{" + value + "}.untyped()";
  return limits.empty() ? value : "tenon::Param{" + value + ", " + limits + "}";
}

/// What `each` makes of a statement's parameters, with ", " between.
template <class Each>
std::string listed(const Entity& entity, const query::Statement& statement, Each each) {
  std::vector<std::string> parts;
  for (const query::Column& column : query::parameters(statement))
    parts.push_back(each(entity, column));
  return base::join(parts, ", ");
}

/// The table of a statement that writes, from which its errors are told; "" of others.
std::string written_table(const Entity& entity, const query::Statement& statement) {
  const bool writes = std::holds_alternative<query::Insert>(statement.tree) ||
                      std::holds_alternative<query::Update>(statement.tree) ||
                      std::holds_alternative<query::Delete>(statement.tree);
  return writes ? entity.name + "Table::table" : "";
}

}  // namespace

json statement_view(const Entity& entity, const query::Statement& statement,
                    const std::vector<const schema::Dialect*>& dialects, const ColumnLists& lists) {
  std::string warning;
  for (const query::Column& column : query::parameters(statement))
    if (const Field& field = *entity.find(column.field); field.deprecated)
      warning = retiring(entity, field) + "\n  ";
  return {{"name", statement.name},
          {"sql", constant(statement, dialects, written_table(entity, statement), lists)},
          {"deprecated", warning},
          {"parameters", listed(entity, statement, typed)},
          {"arguments", listed(entity, statement, argument)}};
}

std::string order_text(const query::Statement& statement) {
  std::vector<std::string> parts;
  for (const query::Ordering& ordering : std::get<query::Select>(statement.tree).order)
    parts.push_back(ordering.column.field + (ordering.descending ? " descending" : ""));
  return base::join(parts, ", ");
}

std::string params(const Entity& entity, const std::vector<query::Column>& columns,
                   const std::function<std::string(const query::Column&)>& source) {
  std::vector<std::string> lines;
  for (const query::Column& column : columns) {
    const std::string object = source(column);
    lines.push_back(
        (object.empty() ? "now" : parameter_in(entity, *entity.find(column.field), object)) + ",");
  }
  return block(lines);
}

std::vector<std::string> result_reads(const Entity& entity, const query::Statement& statement,
                                      const std::string& local) {
  std::vector<std::string> reads;
  for (const query::Column& column : query::results(statement)) {
    const std::string limits = numeric(*entity.find(column.field));
    reads.push_back("row.get(column++, " + local + "." + column.field +
                    (limits.empty() ? "" : ", " + limits) + ");");
  }
  return reads;
}

bool any_encoded(const std::vector<query::Column>& columns) {
  return std::any_of(columns.begin(), columns.end(),
                     [](const query::Column& column) { return needs_encoded(column.type); });
}

void add_encoded(const std::string& what, bool is_needed, json& view) {
  view[what + "_encoded"] = is_needed ? ", tenon::Encoded& encoded" : "";
  view[what + "_encoded_argument"] = is_needed ? ", encoded" : "";
  view[what + "_encoded_local"] = is_needed ? "tenon::Encoded encoded;" : "";
}

}  // namespace tenon::emit
