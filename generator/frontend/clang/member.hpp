// The body of a struct or enum, cut into its members: by position, so that every attribute, comment
// and initialiser finds its declaration even where libclang gave up.
#pragma once

#include <cstddef>
#include <vector>

#include "frontend/clang/text_file.hpp"

namespace tenon::frontend::clang {

/// A member declaration, the tokens [first, last) without its `;` or `,` and without `public:`.
struct Member {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// The `{` of a struct or enum whose name (or keyword) is this token; no_token when there is none.
std::size_t find_body(const TextFile& file, std::size_t name);

/// The members of the struct whose body opens at this token. `macros` are the bytes at which a
/// macro stands that declares fields (in order): it is a member of its own, with or without a `;`.
std::vector<Member> split_members(const TextFile& file, std::size_t open,
                                  const std::vector<std::size_t>& macros);

/// The enumerators of the enum whose body opens at this token.
std::vector<Member> split_enumerators(const TextFile& file, std::size_t open);

/// The byte up to which a comment may look back at this member: where the next one begins.
std::size_t reach_of(const TextFile& file, const std::vector<Member>& members, std::size_t index);

}  // namespace tenon::frontend::clang
