// Tables that have partitions: what is done to them is done to each of those, and some of the forms
// that are safe elsewhere are refused.
#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "lint/postgresql_reader.hpp"
#include "lint/postgresql_tree.hpp"

namespace tenon::lint {
namespace {

/// What a server of that version says to this of a partitioned table; "" where it does it.
std::string refusal_of(const Action& action, ServerVersion version) {
  static const std::map<std::string, std::string, std::less<>> always = {
      {"create index concurrently", "builds no index of it concurrently"},
      {"drop index concurrently", "drops no index of it concurrently"},
      {"add unique using index", "makes no constraint of it from an index"},
      {"add primary key using index", "makes no constraint of it from an index"}};
  const auto found = always.find(action.kind);
  if (found != always.end()) return found->second;
  if (action.kind == "add foreign key not valid" && version < ServerVersion{18, 0})
    return "has no NOT VALID for it before version 18";
  if (action.kind == "add exclude" && version < ServerVersion{17, 0})
    return "has no EXCLUDE for it before version 17";
  return {};
}

/// Constants of FOR VALUES …, without quotes.
std::vector<std::string> constants_of(const StatementText& text, std::size_t first,
                                      std::size_t last) {
  std::vector<std::string> found;
  for (std::size_t i = first; i < last; ++i) {
    const std::string_view token = text.token(i);
    if (token.front() == '\'' && token.size() > 1) {
      found.emplace_back(token.substr(1, token.size() - 2));
    } else if (base::is_digit(token.front())) {
      found.emplace_back(token);
    }
  }
  return found;
}

/// Whether the check names each of the bounds: that it says the same of them, only the server
/// knows.
bool names_each(const std::string& check, const std::vector<std::string>& constants) {
  const StatementText text{check, {0, 0, check.size()}, migrate::Quoting::standard};
  const std::vector<std::string> named = constants_of(text, 0, text.size());
  return !constants.empty() &&
         std::all_of(constants.begin(), constants.end(), [&](const std::string& one) {
           return std::find(named.begin(), named.end(), one) != named.end();
         });
}

}  // namespace

/// Words and rows for a table that is known to have partitions.
void PostgresqlReader::look_at_partitions(Action& action) const {
  static const std::map<std::string, std::string, std::less<>> rows = {
      {"create index", "create index on partitioned"},
      {"add foreign key", "add foreign key on partitioned"}};
  action.flags.insert("partitioned");
  action.words["default"] = action.kind == "attach partition" ? "" : "each partition";
  std::string refusal = refusal_of(action, context_.version());
  if (action.kind == "detach partition concurrently" && has_default(action.table))
    refusal = "detaches none concurrently beside a default partition";
  if (!refusal.empty()) {
    action.flags.insert("refused");
    action.words["refusal"] = refusal;
  }
  if (const auto row = rows.find(action.kind); row != rows.end() && action.row.empty())
    action.row = row->second;
  const bool is_key = action.kind == "add unique" || action.kind == "add primary key";
  if (is_key && text_.is(2, "only")) {
    action.flags.insert("on only");
    action.row = "add unique on only";
  }
}

bool PostgresqlReader::has_default(const schema::TableName& table) const {
  for (const char* const kind : {"attach partition", "create partition"})
    for (const Action* const one : context_.history_of(kind))
      if (one->table == table && base::to_lower(one->word("bound")) == "default") return true;
  return false;
}

/// Whether a check of the partition that holds for all of its rows says what the bounds say.
bool PostgresqlReader::is_proven(const schema::TableName& partition,
                                 const std::vector<std::string>& constants) const {
  const auto is_it = [&](const Action* one) {
    return one->table == partition && names_each(one->word("clause"), constants);
  };
  const std::vector<const Action*>& valid = context_.history_of("add check");
  if (std::any_of(valid.begin(), valid.end(), is_it)) return true;
  for (const Action* const one : context_.history_of("add check not valid")) {
    if (!is_it(one)) continue;
    const std::vector<const Action*>& done = context_.history_of("validate check");
    if (std::any_of(done.begin(), done.end(), [&](const Action* other) {
          return other->table == partition && other->word("constraint") == one->word("constraint");
        }))
      return true;
  }
  const schema::Table* const known = context_.find(partition);
  return known != nullptr &&
         std::any_of(known->checks.begin(), known->checks.end(), [&](const schema::Check& check) {
           return names_each(check.expression, constants);
         });
}

bool PostgresqlReader::alter_partition(const Relation& table, const Json& command,
                                       const Piece& piece) {
  const std::string subtype = text_of(command, "subtype");
  const Json& parts = member(member(command, "def"), "PartitionCmd");
  if (!parts.is_object()) return false;
  const bool attaches = subtype == "AT_AttachPartition";
  if (!attaches && subtype.find("AT_DetachPartition") != 0) return false;
  const Relation partition = relation(member(parts, "name"));
  Action action = on(table, attaches ? "attach partition" : "detach partition",
                     text_.span(piece.first, piece.last));
  if (is_true(parts, "concurrent")) action.kind = "detach partition concurrently";
  if (subtype == "AT_DetachPartitionFinalize") action.kind = "detach partition finalize";
  action.part = partition.name;
  action.words["partition"] = partition.text;
  action.words["name"] = partition.text;
  if (attaches) {
    if (context_.is_new(partition.name)) action.flags.insert("new partition");
    action.words["bound"] = text_.text(partition.last, piece.last);
    action.words["check"] = spelled(shortened(partition.name.name, 56) + "_bounds");
    if (is_proven(partition.name, constants_of(text_, partition.last, piece.last))) {
      action.flags.insert("proven");
      action.row = "attach partition that checks prove";
    }
  }
  add(std::move(action));
  return true;
}

/// ALTER INDEX … ATTACH PARTITION.
void PostgresqlReader::attach_index(const Json& command) {
  const Relation index = relation(member(member(member(command, "def"), "PartitionCmd"), "name"));
  add_plain("attach index");
  Action& action = actions_.back();
  action.span = text_.whole();
  action.words["index"] = index.text;
  action.words["table"] = "the partition";
  action.words["default"] = "the table";
  action.flags.insert("locks unnamed tables");
}

}  // namespace tenon::lint
