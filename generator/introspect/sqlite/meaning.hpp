// What an expression of SQLite says, apart from how it is spelled: SQLite keeps the text.
#pragma once

#include <string>
#include <string_view>

namespace tenon::introspect::sqlite {

/// Equal for two that mean the same and differ in parentheses, the spelling of operators and
/// numbers (== and =, 0x3 and 3), or in a chain of `a = 1 or a = 2` for `a in (2, 1)`. What the
/// reader does not know (a query) is in one spelling as it stands.
std::string meaning_of(std::string_view expression);

}  // namespace tenon::introspect::sqlite
