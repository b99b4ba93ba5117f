// Reads one `[[…]]` from tokens: the annotations of the namespace `tenon` with their arguments.
// Attributes of others are passed over.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "frontend/clang/text_file.hpp"
#include "model/draft.hpp"

namespace tenon::frontend::clang {

/// An annotation as it stands in an attribute, and the byte at which a compiler would report it.
struct ReadAnnotation {
  model::Annotation annotation;
  std::size_t reported_at = 0;  ///< the word `tenon` before it
  bool is_valid = true;         ///< false: its arguments were an error, which was told
  bool is_attached = false;     ///< belongs to a declaration
  bool is_confirmed = false;    ///< the compiler saw it too
};

/// One attribute specifier, the tokens [first, last).
struct AttributeGroup {
  std::size_t first = 0;
  std::size_t last = 0;
  std::vector<ReadAnnotation> annotations;
  std::size_t deprecated = no_token;  ///< the word of the standard's own [[deprecated]]
};

/// Every attribute specifier of the file, in order. Errors in arguments: annotation-syntax. A word
/// of ours in no namespace or in one spelt much like `tenon` is warned of: unknown-annotation.
std::vector<AttributeGroup> read_attributes(const TextFile& file, base::Diagnostics& diagnostics);

}  // namespace tenon::frontend::clang
