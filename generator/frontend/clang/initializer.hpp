// Default member initialisers, from tokens to DraftValue.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "frontend/clang/text_file.hpp"
#include "model/draft.hpp"

namespace tenon::frontend::clang {

/// What the tokens [first, last) behind a field's name say: `= value` or `{value}`. Nothing when
/// there is no initialiser, and for `{}`, `= {}` and `= std::nullopt`. `enumerators` are those of
/// the field's enum, empty for other types: a path that ends in one of them is an enumerator.
/// Of a list, `{a, b}` is its elements, and the type before the braces makes an empty list of `{}`.
std::optional<model::DraftValue> read_initializer(const TextFile& file, std::size_t first,
                                                  std::size_t last,
                                                  const std::vector<std::string>& enumerators,
                                                  bool is_list = false);

}  // namespace tenon::frontend::clang
