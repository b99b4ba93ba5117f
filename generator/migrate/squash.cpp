#include "migrate/squash.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <tenon/error.hpp>

#include "base/text.hpp"
#include "migrate/fold.hpp"
#include "migrate/squash_rows.hpp"
#include "schema/diff.hpp"
#include "schema/former_names.hpp"

namespace tenon::migrate {
namespace {

using ColumnOf = std::pair<schema::TableName, std::string>;

bool contains_name(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// One rename after the other as one.
void chain(std::vector<schema::RenamedValue>& renames, const std::string& from,
           const std::string& to) {
  for (schema::RenamedValue& known : renames) {
    if (known.to == from) {
      known.to = to;
      return;
    }
  }
  renames.push_back({from, to});
}

/// Follows names through operations, and what they say of rows.
class Trail {
 public:
  explicit Trail(const schema::Schema& from) {
    for (const schema::Table& table : from.tables) {
      const schema::TableName name{table.schema, table.name};
      tables_[name] = name;
      for (const schema::Column& column : table.columns)
        columns_[{name, column.name}] = column.name;
    }
  }

  void follow(const schema::Operation& operation) { std::visit(*this, operation); }

  void operator()(const schema::DropTable& o) {
    const schema::TableName name{o.table.schema, o.table.name};
    tables_.erase(name);
    move_columns(columns_, name, nullptr);
    move_columns(backfills_, name, nullptr);
    move_columns(values_, name, nullptr);
  }
  void operator()(const schema::RenameTable& o) {
    if (const auto found = tables_.find(o.from); found != tables_.end()) {
      const schema::TableName was = found->second;
      tables_.erase(found);
      tables_[o.to] = was;
    }
    move_columns(columns_, o.from, &o.to);
    move_columns(backfills_, o.from, &o.to);
    move_columns(values_, o.from, &o.to);
  }
  void operator()(const schema::AddColumn& o) {
    forget({o.table, o.column.name});
    if (!o.backfill.empty()) backfills_[{o.table, o.column.name}] = {o.backfill, o.where};
  }
  void operator()(const schema::DropColumn& o) { forget({o.table, o.column.name}); }
  void operator()(const schema::RenameColumn& o) {
    move_column(columns_, o.table, o.from, o.to);
    move_column(backfills_, o.table, o.from, o.to);
    move_column(values_, o.table, o.from, o.to);
  }
  void operator()(const schema::AlterColumn& o) {
    if (!o.backfill.empty()) backfills_[{o.table, o.to.name}] = {o.backfill, o.where};
  }
  void operator()(const schema::RenameValue& o) {
    chain(values_[{o.table, o.column}], o.from, o.to);
  }
  void operator()(const schema::AlterEnum& o) {
    std::vector<schema::RenamedValue>& renames = enums_[{o.from.schema, o.from.name}];
    for (const schema::RenamedValue& value : o.renames) chain(renames, value.from, value.to);
  }
  template <class T>
  void operator()(const T&) {}

  /// Says in `to` what things were called, as a model would.
  void mark(schema::Schema& to) const {
    for (schema::Table& table : to.tables) {
      const schema::TableName name{table.schema, table.name};
      const auto was = tables_.find(name);
      if (was != tables_.end() && was->second != name)
        table.was = schema::old_name(was->second, name);
      for (schema::Column& column : table.columns) mark(name, column);
      for (schema::Check& check : table.checks) {
        const auto renames = values_.find({name, check.column});
        if (!check.column.empty() && renames != values_.end()) check.renames = renames->second;
      }
    }
    for (schema::EnumType& type : to.enums) {
      const auto renames = enums_.find({type.schema, type.name});
      if (renames != enums_.end()) type.renames = renames->second;
    }
  }

 private:
  void mark(const schema::TableName& table, schema::Column& column) const {
    const auto was = columns_.find({table, column.name});
    if (was != columns_.end() && was->second != column.name) column.was = was->second;
    const auto backfill = backfills_.find({table, column.name});
    if (backfill == backfills_.end()) return;
    column.backfill = backfill->second.first;
    column.backfill_where = backfill->second.second;
  }

  void forget(const ColumnOf& column) {
    columns_.erase(column);
    backfills_.erase(column);
    values_.erase(column);
  }

  template <class Map>
  static void move_column(Map& map, const schema::TableName& table, const std::string& from,
                          const std::string& to) {
    auto node = map.extract({table, from});
    if (node.empty()) return;
    node.key().second = to;
    map.insert(std::move(node));
  }

  /// To another table, or away.
  template <class Map>
  static void move_columns(Map& map, const schema::TableName& from, const schema::TableName* to) {
    std::vector<ColumnOf> keys;
    for (const auto& [key, value] : map) {
      if (key.first == from) keys.push_back(key);
    }
    for (const ColumnOf& key : keys) {
      auto node = map.extract(key);
      if (to == nullptr) continue;
      node.key().first = *to;
      map.insert(std::move(node));
    }
  }

  std::map<schema::TableName, schema::TableName> tables_;  ///< what they were called
  std::map<ColumnOf, std::string> columns_;
  std::map<ColumnOf, std::pair<std::string, std::string>> backfills_;
  std::map<ColumnOf, std::vector<schema::RenamedValue>> values_;
  std::map<schema::TableName, std::vector<schema::RenamedValue>> enums_;
};

void refuse_range(const std::string& message, const std::string& hint,
                  base::Diagnostics& diagnostics) {
  diagnostics.error("squash-range", {}, message, hint);
}

void refuse_branches(const Store& store, const std::vector<std::string>& ids,
                     base::Diagnostics& diagnostics) {
  for (const std::string& id : store.graph.order()) {
    if (contains_name(ids, id)) continue;
    for (const std::string& parent : store.graph.parents(id)) {
      if (parent == ids.back() || !contains_name(ids, parent)) continue;
      refuse_range("revision '" + id + "' builds on '" + parent + "', in the midst of the range",
                   "let the range end with '" + parent + "', or join the branches first",
                   diagnostics);
    }
  }
}

void refuse_own_sql(const Store& store, const std::vector<std::string>& ids,
                    const std::vector<std::string>& leave_out, base::Diagnostics& diagnostics) {
  for (const std::string& id : leave_out) {
    if (contains_name(ids, id)) continue;
    refuse_range("--leave-out names '" + id + "', which is not in the range", "", diagnostics);
  }
  for (const std::string& id : ids) {
    const auto& dialects = store.find(id).dialects;
    const bool is_edited = std::any_of(dialects.begin(), dialects.end(), [](const auto& one) {
      return !one.second.up.edited.empty() || !one.second.down.edited.empty();
    });
    const bool has_code = std::any_of(dialects.begin(), dialects.end(), [](const auto& one) {
      return one.second.up.has_code() || one.second.down.has_code();
    });
    if ((!is_edited && !has_code) || contains_name(leave_out, id)) continue;
    refuse_range("revision '" + id + "' has " + (has_code ? "a step in C++" : "SQL") +
                     " of its own, which a squash cannot carry over",
                 "if a new database can do without it, add `--leave-out " + id +
                     "`; else let the range end before it",
                 diagnostics);
  }
}

/// Each list of ids that leads through the range: a squashed revision in it stands for others.
std::vector<std::vector<std::string>> ways_through(const Store& store,
                                                   const std::vector<std::string>& ids) {
  std::vector<std::vector<std::string>> ways{{}};
  for (const std::string& id : ids) {
    std::vector<std::vector<std::string>> steps{{id}};
    for (const std::vector<std::string>& way : store.find(id).replaces) steps.push_back(way);
    std::vector<std::vector<std::string>> longer;
    for (const std::vector<std::string>& step : steps) {
      for (std::vector<std::string> way : ways) {
        way.insert(way.end(), step.begin(), step.end());
        longer.push_back(std::move(way));
      }
    }
    ways = std::move(longer);
  }
  return ways;
}

/// Losses that were accepted one by one are accepted together: each with its own reason, and what
/// has another name in the end, once none is left in question, with all of them.
void accept_losses(const Store& store, const Range& range, StoredRevision& squash) {
  for (auto& [name, made] : squash.dialects) {
    std::map<std::string, std::string> by_loss;
    std::vector<std::string> reasons;
    bool has_question = false;
    for (const std::string& id : range.ids) {
      const auto& dialects = store.find(id).dialects;
      const auto scripts = dialects.find(name);
      if (scripts == dialects.end()) continue;
      const Script& up = scripts->second.up;
      has_question = has_question || !up.unaccepted().empty();
      for (const auto& [loss, reason] : up.accepted) {
        by_loss[loss] = reason;
        if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end())
          reasons.push_back(reason);
      }
    }
    for (const std::string& loss : made.up.unaccepted()) {
      const auto own = by_loss.find(loss);
      if (own != by_loss.end()) {
        made.up.accepted[loss] = own->second;
      } else if (!has_question && !reasons.empty()) {
        made.up.accepted[loss] = base::join(reasons, "; ");
      }
    }
  }
}

}  // namespace

std::optional<Range> range_to_squash(const std::string& text,
                                     const std::vector<std::string>& leave_out, const Store& store,
                                     base::Diagnostics& diagnostics) {
  const std::size_t dots = text.find("..");
  if (dots == std::string::npos) {
    refuse_range("'" + text + "' is no range",
                 "A..B is what B builds on and A does not: base..head is all", diagnostics);
    return std::nullopt;
  }
  Range range;
  std::vector<std::string> last;
  try {
    range.from = store.graph.resolve(dots == 0 ? "base" : text.substr(0, dots));
    const std::string end = text.substr(dots + 2);
    last = store.graph.resolve(end.empty() ? "head" : end);
  } catch (const Error& error) {
    diagnostics.error("unknown-revision", {}, error.what());
    return std::nullopt;
  }
  const std::vector<std::string> before = store.graph.ancestors(range.from);
  const std::vector<std::string> all = store.graph.ancestors(last);
  for (const std::string& id : all) {
    if (!contains_name(before, id)) range.ids.push_back(id);
  }
  const bool is_before = std::all_of(before.begin(), before.end(),
                                     [&](const std::string& id) { return contains_name(all, id); });
  if (!is_before) {
    refuse_range("'" + base::join(range.from, ", ") + "' is not before '" +
                     (last.empty() ? "base" : base::join(last, ", ")) + "'",
                 "", diagnostics);
  } else if (range.ids.size() < 2) {
    refuse_range("there is nothing to squash: the range has " +
                     std::string{range.ids.empty() ? "no revision" : "one revision"},
                 "its first end is not a part of it: base..head is all", diagnostics);
  } else {
    refuse_branches(store, range.ids, diagnostics);
    refuse_own_sql(store, range.ids, leave_out, diagnostics);
  }
  if (diagnostics.has_errors()) return std::nullopt;
  return range;
}

std::optional<StoredRevision> make_squash(const Request& request, const Store& store,
                                          const Range& range, base::Diagnostics& diagnostics) {
  schema::Schema before = fold(store, range.from, diagnostics);
  schema::Schema after = fold(store, {range.ids.back()}, diagnostics);
  if (!diagnostics.has_errors()) refuse_other_rows(store, range.ids, before, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  Trail trail{before};
  for (const std::string& id : range.ids) {
    for (const schema::Operation& operation : store.find(id).operations) trail.follow(operation);
  }
  trail.mark(after);
  // What was exchanged in the range is said by the marks alone.
  schema::forget_former_names(before);
  schema::keep_reused_names(after);
  std::optional<StoredRevision> squash =
      complete(request, store, range.from, schema::diff(before, after).operations, diagnostics);
  if (!squash) return squash;
  squash->replaces = ways_through(store, range.ids);
  accept_losses(store, range, *squash);
  return squash;
}

}  // namespace tenon::migrate
