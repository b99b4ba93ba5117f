#include "schema/sqlite/sources.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "schema/dependency.hpp"
#include "schema/operation.hpp"
#include "schema/sql_text.hpp"
#include "schema/sqlite/spelling.hpp"

namespace tenon::schema::sqlite {
namespace {

std::string only_where(const std::string& rows, const std::string& value) {
  return rows.empty() ? value : "case when " + rows + " then " + value + " end";
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

}  // namespace

Sources::Sources(const Table& before) : columns_(before.columns) {
  for (const Column& column : before.columns) value_[column.name] = quote_name(column.name);
}

void Sources::follow(const Operation& operation) {
  if (const auto* renamed = std::get_if<RenameColumn>(&operation)) {
    rename(*renamed);
  } else if (const auto* drop = std::get_if<DropColumn>(&operation)) {
    value_.erase(drop->column.name);
    gone_.insert(drop->column.name);
  } else if (const auto* add = std::get_if<AddColumn>(&operation)) {
    const Column& column = add->column;
    std::string value;
    if (!add->backfill.empty()) {
      value = filled(column.type, add->backfill, add->where);
    } else if (column.computed.empty() && !column.identity) {
      default_[column.name] = column.initial ? default_text(column) : "null";
    }
    if (!value.empty()) value_[column.name] = std::move(value);
    come(column);
  } else if (const auto* alter = std::get_if<AlterColumn>(&operation)) {
    change(*alter);
  } else if (const auto* value = std::get_if<RenameValue>(&operation)) {
    rename_value(*value);
  }
}

std::vector<RebuildTable::Source> Sources::in_order_of(const Table& after) const {
  std::vector<RebuildTable::Source> sources;
  for (const Column& column : after.columns) {
    if (!column.computed.empty()) continue;
    const auto value = value_.find(column.name);
    if (value != value_.end()) sources.push_back({column.name, value->second});
  }
  return sources;
}

/// One of this name may have gone.
void Sources::come(const Column& column) {
  gone_.erase(column.name);
  const auto same = std::find_if(columns_.begin(), columns_.end(),
                                 [&](const Column& one) { return one.name == column.name; });
  if (same == columns_.end()) {
    columns_.push_back(column);
  } else {
    *same = column;
  }
}

void Sources::rename(const RenameColumn& o) {
  // One that is in the way is about to go, and is called otherwise by then.
  columns_.erase(std::remove_if(columns_.begin(), columns_.end(),
                                [&](const Column& column) { return column.name == o.to; }),
                 columns_.end());
  gone_.erase(o.to);
  for (Column& column : columns_)
    if (column.name == o.from) column.name = o.to;
  const auto value = value_.extract(o.from);
  if (value.empty()) return;
  value_[o.to] = replaced(value.mapped(), quote_name(o.from), quote_name(o.to));
}

void Sources::change(const AlterColumn& o) {
  const auto value = value_.find(o.to.name);
  if (value == value_.end()) return;
  value->second = convert(value->second, o.from.type, o.to.type, o.takes_back);
  changed_[o.to.name] = o.to.type;
  for (const RenamedValue& renamed : o.renames)
    rename_value({o.table, o.to.name, renamed.from, renamed.to});
  if (!fills(o)) return;
  const std::string other = filled(o.to.type, o.backfill, o.where);
  value->second = "coalesce(" + value->second + ", " + other + ")";
}

/// All values of a column in one expression.
void Sources::rename_value(const RenameValue& o) {
  const auto value = value_.find(o.column);
  if (value == value_.end()) return;
  auto& [plain, choices] = texts_.try_emplace(o.column, value->second, "").first->second;
  choices += " when " + quote_text(o.from) + " then " + quote_text(o.to);
  value->second = o.is_list ? mapped_list(plain, "case value" + choices + " else value end")
                            : "case " + plain + choices + " else " + plain + " end";
}

/// What rows get, as a model's SQL says it: of what the columns have become by then.
std::string Sources::filled(const ColumnType& type, const std::string& sql,
                            const std::string& rows) {
  const auto reads = [&](const std::string& column) {
    return mentions(sql, column) || mentions(rows, column);
  };
  std::vector<std::string> read;
  for (const auto& [column, value] : value_)
    if (value != quote_name(column) && reads(column)) read.push_back(column);
  for (const auto& [column, value] : default_)
    if (reads(column)) read.push_back(column);
  if (!read.empty()) end_stage(read);
  return only_where(rows, filling(columns_, type, sql));
}

/// From here on, expressions are over rows with the values that the columns have so far.
void Sources::end_stage(const std::vector<std::string>& read) {
  for (const std::string& column : read) {
    const auto initial = default_.find(column);
    if (initial == default_.end()) continue;
    value_[column] = initial->second;
    default_.erase(initial);
  }
  std::vector<RebuildTable::Source> stage;
  for (Column& column : columns_) {
    const auto changed = changed_.find(column.name);
    if (changed != changed_.end()) column.type = changed->second;
    const std::string name = quote_name(column.name);
    const auto value = value_.find(column.name);
    if (value != value_.end()) {
      stage.push_back({column.name, std::exchange(value->second, name)});
    } else if (gone_.count(column.name) != 0) {
      stage.push_back({column.name, name});
    }
  }
  changed_.clear();
  texts_.clear();
  stages_.push_back(std::move(stage));
}

}  // namespace tenon::schema::sqlite
