// Doc comments: which belong to a declaration, and their text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "frontend/clang/text_file.hpp"

namespace tenon::frontend::clang {

/// The doc comment before a declaration: the last one within the bytes [begin, end), lines of `///`
/// in a row being one. A preprocessor line between comment and declaration parts them.
std::string comment_before(const TextFile& file, std::size_t begin, std::size_t end);

/// The doc comments that look back (`///<`, `/**<`) within the bytes [begin, end).
std::string comment_after(const TextFile& file, std::size_t begin, std::size_t end);

/// One text of both; the one before comes first.
std::string join_comments(std::string before, const std::string& after);

}  // namespace tenon::frontend::clang
