// All attributes of one file, to be attached to declarations by position. What stays unattached at
// the end stands where it means nothing (oracle.hpp).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "frontend/clang/annotation.hpp"
#include "frontend/clang/text_file.hpp"
#include "model/draft.hpp"

namespace tenon::frontend::clang {

class Attributes {
 public:
  Attributes() = default;
  Attributes(const TextFile& file, base::Diagnostics& diagnostics)
      : groups_(read_attributes(file, diagnostics)) {}

  /// The token behind the attributes that begin at this token; the token itself when none do.
  std::size_t skip(std::size_t token) const;

  /// Takes the annotations of all attributes that begin at tokens [first, last).
  std::vector<model::Annotation> take(std::size_t first, std::size_t last);

  /// The word `deprecated` of the standard's own attribute between these tokens, or no_token.
  std::size_t deprecated(std::size_t first, std::size_t last) const;

  /// Whether the attributes at tokens [first, last) have the annotation, with good arguments or
  /// bad.
  bool have(std::string_view word, std::size_t first, std::size_t last) const;

  const std::vector<AttributeGroup>& groups() const { return groups_; }
  std::vector<AttributeGroup>& groups() { return groups_; }

 private:
  std::vector<AttributeGroup> groups_;
};

}  // namespace tenon::frontend::clang
