// SQL of SQLite in the spelling in which parts of it are compared.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migration/sql_words.hpp"

namespace tenon::detail {

using Words = std::vector<SqlWord>;

/// How words are compared: names without quotes and in one case. A keyword in quotes, which is a
/// name then, is taken for the keyword.
std::string compared(const SqlWord& word);
std::string compared(const Words& words);

/// Without those that are around all of it.
Words without_parentheses(Words words);

/// `"a", b collate nocase desc`, in one spelling.
std::string key_parts(const Words& words);

/// What a CREATE INDEX says, equal for two that mean the same; without its name.
std::string index_meaning(std::string_view sql);

}  // namespace tenon::detail
