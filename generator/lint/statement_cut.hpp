// Where the statements of a text begin and end, which may hold what only psql understands: its
// commands, and the rows behind COPY … FROM STDIN.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::lint {

/// Bytes of the text.
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct CutText {
  std::vector<TextRange> statements;  ///< a command to psql begins with its backslash
  std::vector<TextRange> data;        ///< rows between statements, which are no SQL
  /// Where a quote or comment begins that does not end; what follows it is no statement.
  std::size_t open = std::string::npos;
};

/// `dialect`: "postgresql", "sqlite".
CutText cut_statements(std::string_view text, std::string_view dialect);

}  // namespace tenon::lint
