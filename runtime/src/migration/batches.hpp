// Statements that run in batches: over one range of a table's rows after the other, by their key,
// so that no transaction keeps more rows locked than that.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/connection.hpp>
#include <tenon/migration.hpp>
#include <tenon/revision.hpp>

namespace tenon::detail {

/// Rows from one key to another, both of them included.
struct KeyRange {
  std::vector<std::string> first;  ///< the key's columns, as the server spells them
  std::vector<std::string> last;
  std::int64_t rows = 0;
};

/// Until the transaction's end a key's text is exact, and any other session reads the same key from
/// it, whatever the database or the role has set.
void spell_keys_exactly(Connection& connection);

/// Throws Error migration when a key's column may be NULL (its rows would be in no range) or no
/// unique index is of the key's columns.
void refuse_unfit_key(Connection& connection, const StatementBatches& batches);

/// The greatest key, empty when there is no row.
std::vector<std::string> greatest_key(Connection& connection, const StatementBatches& batches);

/// The next rows behind `after`, which is empty at the start, up to `last`; none when there are no
/// more.
std::optional<KeyRange> next_range(Connection& connection, const StatementBatches& batches,
                                   const std::vector<std::string>& after,
                                   const std::vector<std::string>& last);

/// Runs the statement over the range. Without one it finds no row, but the server has read it.
void run_over(Connection& connection, std::string_view sql, const StatementBatches& batches,
              const std::optional<KeyRange>& range);

/// What the server's statistics say, 0 when they say nothing.
std::int64_t estimated_rows(Connection& connection, const StatementBatches& batches);

/// `after 5000 rows: "id" = '42'`, for the history table; the key's value of the last row.
std::string batch_text(const BatchPosition& position);
/// None when the text does not hold one.
std::optional<BatchPosition> batch_position_of(std::string_view text);

}  // namespace tenon::detail
