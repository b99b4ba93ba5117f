#include "lint/left_open.hpp"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/postgresql_tree.hpp"

namespace tenon::lint {
namespace {

/// SQLite: the indexes of a table that was made anew.
void add_lost_indexes(const Context& context, std::vector<Action>& found) {
  const std::deque<Action>& history = context.history();
  for (auto drop = history.begin(); drop != history.end(); ++drop) {
    if (drop->kind != "drop table") continue;
    const auto is_made = [&](const Action& rename) {
      return std::any_of(history.begin(), history.end(), [&](const Action& one) {
        return one.kind == "create table" && one.table == rename.table;
      });
    };
    // One that was there before has its own indexes.
    const auto comes_back = std::find_if(drop, history.end(), [&](const Action& one) {
      return one.kind == "rename table" && one.word("new name") == drop->table.name && is_made(one);
    });
    if (comes_back == history.end()) continue;
    for (const schema::Table& table : context.unit().after.tables) {
      if (sqlite_name(table.schema, table.name) != drop->table.name) continue;
      for (const schema::Index& index : table.indexes) {
        const bool is_indexed = std::any_of(drop, history.end(), [&](const Action& one) {
          return one.kind == "create index" &&
                 one.word("index name") == sqlite_name(table.schema, index.name);
        });
        if (is_indexed) continue;
        found.push_back(*drop);
        found.back().kind = "index not made again";
        found.back().words["missing"] = "index " + spelled(index.name);
      }
    }
  }
}

/// Where the last action of each kind is about each name.
class Makes {
 public:
  explicit Makes(const std::deque<Action>& history) : history_(history) {
    for (std::size_t i = 0; i < history.size(); ++i) {
      const Action& one = history[i];
      for (const Name name : {Name::index, Name::table, Name::own, Name::column})
        last_[{one.kind, key(one, name)}] = i;
    }
  }

  /// Whether one of the kinds makes again what the action at `place` takes away.
  bool comes_behind(std::ptrdiff_t place, const std::vector<std::string>& kinds) const {
    const Action& drop = history_[static_cast<std::size_t>(place)];
    const bool has_own_name = drop.table.name.empty() || drop.kind == "drop trigger";
    const Name name = !drop.word("index name").empty() ? Name::index
                      : drop.kind == "drop column"     ? Name::column
                      : has_own_name                   ? Name::own
                                                       : Name::table;
    return std::any_of(kinds.begin(), kinds.end(), [&](const std::string& kind) {
      const auto found = last_.find({kind, key(drop, name)});
      return found != last_.end() && found->second > static_cast<std::size_t>(place);
    });
  }

 private:
  enum class Name { index, table, own, column };

  static std::string key(const Action& one, Name name) {
    const std::string table = one.table.schema + "\n" + one.table.name + "\n";
    switch (name) {
      case Name::index:
        return "index\n" + one.word("index name");
      case Name::table:
        return "table\n" + table;
      case Name::own:
        return "own\n" + table + one.word("own name");
      case Name::column:
        break;
    }
    return "column\n" + table + one.column;
  }

  const std::deque<Action>& history_;
  std::map<std::pair<std::string, std::string>, std::size_t> last_;
};

/// What goes and does not come back under its name.
void add_gone(const Context& context, std::vector<Action>& found) {
  static const std::map<std::string, std::vector<std::string>, std::less<>> makers = {
      {"drop view", {"create view", "replace view", "create table"}},
      {"drop materialized view", {"create view", "replace view", "create table"}},
      {"drop aggregate", {"create function"}},
      {"rename table", {"create view", "replace view"}},
      {"set schema", {"create view", "replace view"}},
      {"drop index", {"create index", "create index concurrently"}},
      {"drop index concurrently", {"create index", "create index concurrently"}},
      {"drop function", {"create function"}},
      {"drop procedure", {"create function"}},
      {"drop routine", {"create function"}},
      {"drop trigger", {"create trigger"}},
      {"drop column", {"add column that is generated", "add column"}},
      {"rename object", {"create type", "create function"}}};
  const std::deque<Action>& history = context.history();
  const Makes makes{history};
  for (auto drop = history.begin(); drop != history.end(); ++drop) {
    const auto maker = makers.find(drop->kind);
    const bool moves = drop->kind == "rename table" || drop->kind == "set schema";
    const bool is_new = moves ? drop->is("new table") : context.is_new(drop->table);
    if (maker == makers.end() || is_new) continue;
    if (makes.comes_behind(drop - history.begin(), maker->second)) continue;
    found.push_back(*drop);
    found.back().kind = "gone: " + drop->kind;
  }
}

/// Tables that get no key later on, either.
void add_without_key(const Context& context, std::vector<Action>& found) {
  std::set<schema::TableName> keyed;
  for (const char* const kind :
       {"add primary key", "add primary key using index", "add column with key"})
    for (const Action* const one : context.history_of(kind)) keyed.insert(one->table);
  for (const Action* const made : context.history_of("create table")) {
    if (!made->is("no key") || made->is("temporary") || keyed.count(made->table) != 0) continue;
    found.push_back(*made);
    found.back().kind = "table without key";
  }
}

}  // namespace

std::vector<Action> left_open(const Context& context) {
  std::vector<Action> found;
  const std::deque<Action>& history = context.history();
  const auto count = [&](std::string_view kind, const schema::TableName& table) {
    const std::vector<const Action*>& found = context.history_of(kind);
    return std::count_if(found.begin(), found.end(),
                         [&](const Action* one) { return one->table == table; });
  };
  const auto has_policy = [&](const schema::TableName& table) {
    return count("create policy", table) > count("drop policy", table);
  };
  for (auto one = history.rbegin(); one != history.rend() && context.in_block(); ++one) {
    if (one->kind != "begin") continue;
    found.push_back(*one);
    found.back().kind = "open transaction";
    break;
  }
  for (const Action& one : history) {
    if (one.kind != "enable row level security" || has_policy(one.table)) continue;
    found.push_back(one);
    found.back().kind = "row security without policy";
  }
  for (const Action& one : history) {
    if (!one.is("definer without path")) continue;
    const bool has_path = std::any_of(history.begin(), history.end(), [&](const Action& other) {
      return other.is("sets path") && other.word("own name") == one.word("own name");
    });
    if (has_path) continue;
    found.push_back(one);
    found.back().kind = "definer without path";
  }
  add_without_key(context, found);
  add_gone(context, found);
  if (context.unit().dialect == "sqlite") add_lost_indexes(context, found);
  return found;
}

}  // namespace tenon::lint
