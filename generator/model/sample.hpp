// Values that meet the rules of a field, any number of them: worked out when code is generated, so
// that what a test's factory makes up is never refused.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/model.hpp"

namespace tenon::model {

/// A part of a text that is made up: as many characters out of an alphabet, or a text as it stands.
struct Spelled {
  std::string text;  ///< ASCII when it is an alphabet
  int count = 0;     ///< characters out of `text`; 0: the text itself

  bool operator==(const Spelled&) const = default;
};

/// Texts that RE2 finds the pattern in, of a length between the bounds in code points (`most` -1:
/// no bound) and not only of blanks: every choice of characters is one. Nothing when none was
/// found: the search is for what people write, not for all that can be written.
std::optional<std::vector<Spelled>> sample_pattern(std::string_view pattern, std::int64_t least,
                                                   std::int64_t most);

/// Numbers at one distance: first, first + step, …, `count` of them. In plain decimal form.
struct Progression {
  std::string first;
  std::string step;
  std::int64_t count = 1;

  bool operator==(const Progression&) const = default;
};

/// Numbers of the type that meet the rules of range and multiple_of. Nothing when there is none, or
/// one only that 18 digits do not hold.
std::optional<Progression> sample_numbers(const Type& type, const std::vector<Rule>& rules);

}  // namespace tenon::model
