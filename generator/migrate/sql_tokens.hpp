// SQL text as tokens, for two questions: is this still the text that was generated (comments, white
// space and line ends do not count, literals do), and is this one statement.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::migrate {

struct SqlToken {
  std::size_t begin = 0;  ///< bytes in the text
  std::size_t end = 0;
};

/// Words, numbers, quoted names, literals (also `E'…'` and dollar quotes) and runs of operator
/// characters. An open quote or comment ends with the text and sets `unterminated`.
/// `quoting`: sqlite's also has names in `…` and […], which are signs elsewhere.
enum class Quoting { standard, sqlite };
std::vector<SqlToken> sql_tokens(std::string_view sql, bool* unterminated = nullptr,
                                 Quoting quoting = Quoting::standard);

/// Where the text names a parameter, `$1`: its number, and its bytes.
struct SqlParameter {
  int number = 0;
  SqlToken token;
};
std::vector<SqlParameter> sql_parameters(std::string_view sql);

/// The SHA-256 of the tokens, 64 hexadecimal digits; semicolons at the end do not count.
std::string token_hash(std::string_view sql);

}  // namespace tenon::migrate
