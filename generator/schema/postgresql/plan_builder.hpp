// Puts statements into transactions: one table a transaction, statements that run outside any, and
// the boundaries that the online forms need.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "schema/plan.hpp"

namespace tenon::schema::postgresql {

class PlanBuilder {
 public:
  /// From here on steps come from this operation; its hazards go to the next step.
  void from_operation(std::size_t operation, std::vector<Hazard> hazards) {
    operation_ = operation;
    hazards_ = std::move(hazards);
  }
  /// And are a part of the dialect's own operation of this number.
  void from_part(std::size_t part) { part_ = part; }
  /// A statement in the transaction that `key` names: the open one when it has the same name. How
  /// long it may wait for locks is the runner's to say.
  void add(const std::string& key, std::string sql, std::string comment = {}) {
    if (!open_ || key != key_) {
      ++group_;
      open_ = true;
      key_ = key;
      path_.clear();
    }
    push(std::move(sql), std::move(comment), true, std::exchange(hazards_, {}));
  }
  /// The same of a part of ALTER TABLE: one statement holds those that follow each other, since
  /// each that changes a type would write the whole table anew. Of their comments a grave one
  /// stands.
  void add_action(const std::string& key, const std::string& table, const std::string& action,
                  const std::string& comment, bool is_grave) {
    const bool goes_on = open_ && key == key_ && !altered_.empty() && altered_ == table;
    if (!goes_on) {
      add(key, "alter table " + table + "\n  " + action, comment);
      plan_.steps.back().actions = {
          {operation_, plan_.steps.back().sql.size() - action.size(), comment}};
    } else {
      Step& last = plan_.steps.back();
      last.sql += ",\n  " + action;
      last.actions.push_back({operation_, last.sql.size() - action.size(), comment});
      if (last.comment.empty() || is_grave) last.comment = comment;
      last.last_operation = operation_;
      for (Hazard& hazard : std::exchange(hazards_, {})) last.hazards.push_back(std::move(hazard));
    }
    altered_ = table;
  }
  /// Where names without a schema are looked for in the rest of the transaction that `key` names;
  /// elsewhere every name says its schema.
  void look_in(const std::string& key, const std::string& path, const std::string& comment) {
    if (open_ && key == key_ && path == path_) return;
    add(key, "set local search_path = " + path, comment);
    path_ = path;
  }
  /// The next statement starts a new transaction.
  void end_transaction() { open_ = false; }
  /// Statements outside any transaction, repeated together after a stop. `clears` is the last
  /// one's.
  void add_outside(const std::vector<std::pair<std::string, std::string>>& sql_and_comment,
                   std::string clears = {}) {
    end_transaction();
    ++group_;
    for (const auto& [sql, comment] : sql_and_comment) {
      push(sql, comment, false, std::exchange(hazards_, {}));
    }
    clears_with(std::move(clears));
  }
  /// What takes the last statement back when the rest of its operation does not come.
  void clears_with(std::string sql) { plan_.steps.back().clears = std::move(sql); }
  /// The last statement goes over its table in ranges.
  void in_batches(Batches batches) { plan_.steps.back().batches = std::move(batches); }
  /// The same for an index that the schema does not have yet: the first statement clears away what
  /// an attempt may have left.
  void add_index(const std::vector<std::pair<std::string, std::string>>& sql_and_comment,
                 std::string clears = {}) {
    const std::size_t first = plan_.steps.size();
    add_outside(sql_and_comment, std::move(clears));
    plan_.steps[first].was = "no index";
  }
  /// The last statement drops a column, `"public"."users"."bio"`, and nothing of others with it.
  void drops_column(const std::string& name) { plan_.steps.back().was = "column " + name; }
  /// One more for the next step.
  void warn(Hazard hazard) { hazards_.push_back(std::move(hazard)); }
  Plan take() { return std::move(plan_); }

 private:
  void push(std::string sql, std::string comment, bool transactional, std::vector<Hazard> hazards) {
    Step step;
    step.sql = std::move(sql);
    step.group = group_;
    step.transactional = transactional;
    step.comment = std::move(comment);
    step.hazards = std::move(hazards);
    step.operation = operation_;
    step.last_operation = operation_;
    step.part = part_;
    altered_.clear();
    plan_.steps.push_back(std::move(step));
  }

  Plan plan_;
  std::size_t operation_ = 0;
  std::size_t part_ = 0;
  std::vector<Hazard> hazards_;
  bool open_ = false;
  std::string key_;
  std::string path_;     ///< of the open transaction, "" = none
  std::string altered_;  ///< the table whose ALTER TABLE the next action may join, "" = none
  int group_ = -1;
};

}  // namespace tenon::schema::postgresql
