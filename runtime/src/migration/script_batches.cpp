// What the runner does with statements that go over a table in batches.
#include <optional>
#include <string>
#include <vector>

#include <tenon/error.hpp>

#include "migration/batches.hpp"
#include "migration/revision_name.hpp"
#include "migration/script_runner.hpp"

namespace tenon::detail {

void ScriptRunner::resume_batches(std::size_t begin) {
  if (!known_->batch) return;
  const std::size_t end = begin < script_.statements.size() ? group_end(begin) : begin;
  for (std::size_t i = begin; i < end; ++i) {
    const StatementBatches& batches = script_.statements[i].batches;
    if (batches.rows > 0 && batches.key == known_->batch->columns) batch_ = known_->batch;
  }
  if (batch_) return;
  throw Error{ErrorKind::migration, revision_name(revision_.id, revision_.message) + " stopped " +
                                        batch_text(*known_->batch) +
                                        ", and what went over them was edited since"};
}

void ScriptRunner::run_batch(std::size_t begin, std::size_t end) {
  begin_transaction();
  const bool is_first = estimated_ < 0;
  const std::optional<BatchPosition> before = batch_;
  bool has_more = false;
  std::size_t batched = begin;
  for (at_ = begin; at_ < end; ++at_) {
    if (!is_needed(at_)) continue;
    if (script_.statements[at_].batches.rows > 0) {
      has_more = execute_batch(is_first);
      batched = at_;
    } else if (is_first) {
      execute();
    } else {
      connection_.execute(script_.statements[at_].sql);
    }
  }
  at_ = batched;
  const std::optional<BatchPosition> done = batch_;
  if (!has_more) batch_.reset();
  commit(has_more ? begin : end);
  if (options_.observer == nullptr || estimated_ < 0) return;
  if (done != before) options_.observer->batch_ended({progress(), done->rows, estimated_});
  if (!has_more) options_.observer->statement_ended(progress());
}

bool ScriptRunner::execute_batch(bool is_first) {
  const MigrationStatement& statement = script_.statements[at_];
  spell_keys_exactly(connection_);
  if (is_first) {
    refuse_unfit_key(connection_, statement.batches);
    last_key_ = greatest_key(connection_, statement.batches);
    if (options_.observer != nullptr) options_.observer->statement_began(progress());
    estimated_ = options_.observer != nullptr ? estimated_rows(connection_, statement.batches) : 0;
  }
  const std::optional<KeyRange> range =
      next_range(connection_, statement.batches,
                 batch_ ? batch_->values : std::vector<std::string>{}, last_key_);
  if (range && options_.observer != nullptr) {
    options_.observer->batch_began({progress(), batch_ ? batch_->rows : 0, estimated_});
  }
  run_over(connection_, statement.sql, statement.batches, range);
  if (!range) return false;
  batch_ =
      BatchPosition{(batch_ ? batch_->rows : 0) + range->rows, statement.batches.key, range->last};
  return range->rows == statement.batches.rows;
}

}  // namespace tenon::detail
