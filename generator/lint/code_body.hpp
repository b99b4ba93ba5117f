// The statements inside of a body of code: of a DO block, of a function.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source.hpp"
#include "lint/statement_text.hpp"

namespace tenon::lint {

struct CodeBody {
  std::vector<base::Span> statements;

  /// What nobody can read before it runs.
  struct Unread {
    base::Span span;
    std::string what;  ///< "EXECUTE of a text that is put together"
  };
  std::vector<Unread> unread;
};

/// Of a DO or CREATE FUNCTION that PostgreSQL's parser has read; `language` as it says it.
CodeBody read_body(const StatementText& text, std::string_view language);

}  // namespace tenon::lint
