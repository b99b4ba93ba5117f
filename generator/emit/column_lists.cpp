#include "emit/column_lists.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "emit/cpp.hpp"

namespace tenon::emit {
namespace {

using query::Column;

std::vector<Column> parameters_of(const std::vector<query::Statement>& statements,
                                  const std::string& name) {
  for (const query::Statement& statement : statements)
    if (statement.name == name) return query::parameters(statement);
  return {};
}

bool begins_with_columns(const std::vector<Column>& all, const std::vector<Column>& some) {
  return some.size() <= all.size() &&
         std::equal(some.begin(), some.end(), all.begin(),
                    [](const Column& a, const Column& b) { return a.name == b.name; });
}

}  // namespace

std::string ColumnLists::count(std::size_t columns) const {
  return columns == created ? constant + ".created_count" : count_of_row(columns);
}

std::string ColumnLists::count_of_row(std::size_t columns) const {
  const std::string whole = constant + ".row_count";
  return columns == row ? whole : whole + " - " + std::to_string(row - columns);
}

ColumnLists column_lists(const model::Entity& entity, const std::string& stem,
                         const std::vector<query::Statement>& statements,
                         const std::vector<const schema::Dialect*>& dialects) {
  const schema::Dialect& dialect = *dialects.front();
  std::vector<Column> read;
  for (const model::Field& field : entity.fields)
    read.push_back({field.column, field.name, field.type});
  const std::vector<Column> row = parameters_of(statements, "insert");
  std::vector<Column> created = parameters_of(statements, "create");
  if (created.empty() || !begins_with_columns(row, created)) created = row;
  const std::vector<Column> rest{row.begin() + static_cast<std::ptrdiff_t>(created.size()),
                                 row.end()};

  ColumnLists lists;
  lists.constant = stem + "_columns";
  lists.created = created.size();
  lists.row = row.size();
  const std::string read_text = query::read_list(read, "", dialect);
  const std::string created_text = query::column_list(created, dialect);
  lists.named[query::column_list(row, dialect)] = "{row}";
  lists.named[query::parameter_list(row.size(), dialect)] = "{$row}";
  lists.named[created_text] = "{created}";
  lists.named[query::parameter_list(created.size(), dialect)] = "{$created}";
  lists.named[read_text] = "{columns}";
  std::vector<std::string> members = {".read = " + raw_literal(read_text) + ",",
                                      ".created = " + raw_literal(created_text) + ","};
  if (!rest.empty())
    members.push_back(".rest = " + raw_literal(query::column_list(rest, dialect)) + ",");
  lists.definition = base::join(members, "\n");
  return lists;
}

}  // namespace tenon::emit
