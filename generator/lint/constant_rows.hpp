// Rows of VALUES that hold constants alone: a parser finds nothing in the second one that it does
// not find in the first one, and of a seed of ten megabytes its tree would be as large as the
// machine.
#pragma once

#include <string>

#include "lint/statement_text.hpp"

namespace tenon::lint {

/// The statement with blanks where such rows stand, but for the first row: each byte of the rest
/// stays where it is.
std::string without_constant_rows(const StatementText& text);

}  // namespace tenon::lint
