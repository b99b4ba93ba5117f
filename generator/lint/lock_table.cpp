#include "lint/lock_table.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <stdexcept>

#include "base/text.hpp"

namespace tenon::lint {
namespace {

struct Mode {
  LockMode mode;
  std::string_view name;
  std::string_view waiting;
};

constexpr std::array<Mode, 8> modes{{
    {LockMode::access_share, "ACCESS SHARE", ""},
    {LockMode::row_share, "ROW SHARE", ""},
    {LockMode::row_exclusive, "ROW EXCLUSIVE", ""},
    {LockMode::share_update_exclusive, "SHARE UPDATE EXCLUSIVE", "other changes of its form"},
    {LockMode::share, "SHARE", "every INSERT, UPDATE and DELETE"},
    {LockMode::share_row_exclusive, "SHARE ROW EXCLUSIVE", "every INSERT, UPDATE and DELETE"},
    {LockMode::exclusive, "EXCLUSIVE", "every write and every row lock"},
    {LockMode::access_exclusive, "ACCESS EXCLUSIVE", "every read and write"},
}};

[[noreturn]] void refuse(const std::string& line, const std::string& why) {
  throw std::runtime_error{"the table of locks, '" + line + "': " + why};
}

std::vector<std::string> list(std::string_view cell) {
  std::vector<std::string> items;
  for (const std::string& item : base::split(cell, ",")) {
    if (!base::trim(item).empty()) items.emplace_back(base::trim(item));
  }
  return items;
}

/// "ACCESS EXCLUSIVE table".
Lock read_lock(const std::string& text, const std::string& line) {
  const std::size_t space = text.rfind(' ');
  if (space == std::string::npos) refuse(line, "a lock is a mode and a relation");
  const std::string_view name = std::string_view{text}.substr(0, space);
  const auto mode =
      std::find_if(modes.begin(), modes.end(), [&](const Mode& one) { return one.name == name; });
  if (mode == modes.end()) refuse(line, "there is no mode '" + std::string{name} + "'");
  return {mode->mode, text.substr(space + 1)};
}

}  // namespace

std::vector<StatementClass> read_lock_table(std::string_view text) {
  std::vector<StatementClass> rows;
  for (const std::string& line : base::split_lines(text)) {
    if (base::trim(line).empty() || base::starts_with(line, "#")) continue;
    const std::vector<std::string> cells = base::split(line, "|");
    if (cells.size() != 4) refuse(line, "a row has four cells");
    StatementClass row;
    row.name = base::trim(cells[0]);
    for (const std::string& lock : list(cells[1])) row.locks.push_back(read_lock(lock, line));
    row.rewrites = list(cells[2]);
    row.scans = list(cells[3]);
    const bool is_there = std::any_of(rows.begin(), rows.end(), [&](const StatementClass& other) {
      return other.name == row.name;
    });
    if (is_there) refuse(line, "there is such a row already");
    rows.push_back(std::move(row));
  }
  return rows;
}

const StatementClass* find_class(std::string_view name) {
  using Rows = std::map<std::string, StatementClass, std::less<>>;
  static const Rows rows = [] {
    Rows found;
    for (StatementClass& row : read_lock_table(lock_table_text())) found[row.name] = row;
    return found;
  }();
  const auto found = rows.find(name);
  return found == rows.end() ? nullptr : &found->second;
}

std::string_view to_text(LockMode mode) { return modes.at(static_cast<std::size_t>(mode)).name; }

std::string_view waiting(LockMode mode) { return modes.at(static_cast<std::size_t>(mode)).waiting; }

}  // namespace tenon::lint
