// Completes an Error with what the model calls it, and with whose fault it is.
#pragma once

#include <span>

#include <tenon/error.hpp>
#include <tenon/statement.hpp>

namespace tenon::detail {

/// Adds entity and fields, and what the database left out (the constraint, the table), as far as it
/// is certain: what is ambiguous stays empty. `sql` is the statement that failed. Of a value that
/// the server refused without saying which parameter it was: whether what was given can be at fault
/// (Error::is_stored).
void tell_by_model(Error& error, const SqlText& sql, bool has_params);
/// The same for one that was found when the transaction ended, which wrote these tables.
void tell_by_model(Error& error, std::span<const Table* const> written);

}  // namespace tenon::detail
