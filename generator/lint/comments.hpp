// The comments of a text of SQL, with the statement that each of them is about.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source.hpp"
#include "lint/unit.hpp"

namespace tenon::lint {

struct Comment {
  std::string_view text;  ///< without its marks and the white space around
  base::Span span;        ///< with its marks
  base::Span statement;   ///< not known behind the last one
  bool is_block = false;
};

/// In the order of the text; those inside of code (DO, functions) are about the statements there,
/// those between the rows of COPY are none.
std::vector<Comment> read_comments(const Unit& unit, const base::Sources& sources);

}  // namespace tenon::lint
