#include "frontend/clang/initializer.hpp"

#include <algorithm>

#include "frontend/clang/literal.hpp"

namespace tenon::frontend::clang {
namespace {

using model::DraftValue;

std::optional<DraftValue> number(const TextFile& file, std::size_t first, std::size_t last) {
  std::string sign;
  if (file.is(first, "-") || file.is(first, "+")) {
    if (file.is(first, "-")) sign = "-";
    ++first;
  }
  if (last != first + 1 || !file.is(first, Token::Kind::number)) return std::nullopt;
  const std::string_view written = file.word(first);
  const std::optional<std::string> digits = read_number(written);
  // -1u is 4294967295: for the compiler to say.
  const bool is_unsigned = written.find_first_of("uU") != std::string_view::npos;
  if (!digits || (is_unsigned && !sign.empty())) return std::nullopt;
  return DraftValue{DraftValue::Kind::number, sign + *digits, {}};
}

std::optional<DraftValue> text(const TextFile& file, std::size_t first, std::size_t last) {
  std::string all;
  for (std::size_t i = first; i < last; ++i) {
    if (!file.is(i, Token::Kind::string)) return std::nullopt;
    const std::optional<std::string> part = read_string(file.word(i));
    if (!part) return std::nullopt;
    all += *part;
  }
  return DraftValue{DraftValue::Kind::text, all, {}};
}

bool is_path(const TextFile& file, std::size_t first, std::size_t last) {
  if (file.is(first, "::")) ++first;
  for (std::size_t i = first; i < last; ++i)
    if ((i - first) % 2 == 0 ? !file.is(i, Token::Kind::identifier) : !file.is(i, "::"))
      return false;
  return last > first && (last - first) % 2 == 1;
}

bool is_nullopt(const TextFile& file, std::size_t first, std::size_t last) {
  return is_path(file, first, last) && file.is(last - 1, "nullopt");
}

DraftValue value(const TextFile& file, std::size_t first, std::size_t last,
                 const std::vector<std::string>& enumerators) {
  if (last == first + 1 && (file.is(first, "true") || file.is(first, "false")))
    return {DraftValue::Kind::boolean, std::string{file.word(first)}, {}};
  if (const auto found = number(file, first, last)) return *found;
  if (const auto found = text(file, first, last)) return *found;
  const std::string name{file.word(last - 1)};
  if (is_path(file, first, last) &&
      std::find(enumerators.begin(), enumerators.end(), name) != enumerators.end())
    return {DraftValue::Kind::enumerator, name, {}};
  return {DraftValue::Kind::other, file.written(first, last), {}};
}

// One element: `tenon::Decimal{"1.50"}` says what its braces say, since a Decimal takes no text
// without them.
DraftValue element(const TextFile& file, std::size_t first, std::size_t last,
                   const std::vector<std::string>& enumerators) {
  const base::Span span = file.span(first, last);
  std::size_t open = first;
  while (open < last && !file.is(open, "{")) ++open;
  const bool is_made = open + 2 < last && file.partner(open) == last - 1 &&
                       is_path(file, first, open) &&
                       (file.is(open - 1, "Decimal") || file.is(open - 1, "string"));
  DraftValue result = is_made ? value(file, open + 1, last - 1, enumerators)
                              : value(file, first, last, enumerators);
  result.span = span;
  return result;
}

// The elements between an opening brace and its partner.
std::vector<DraftValue> elements(const TextFile& file, std::size_t open,
                                 const std::vector<std::string>& enumerators) {
  std::vector<DraftValue> result;
  const std::size_t close = file.partner(open);
  std::size_t first = open + 1;
  for (std::size_t at = first; at <= close; ++at) {
    if (at < close && !file.is(at, ",")) {
      if (file.partner(at) != no_token && file.partner(at) > at) at = file.partner(at);
      continue;
    }
    if (first < at) result.push_back(element(file, first, at, enumerators));
    first = at + 1;
  }
  return result;
}

// `{a, b}`, or those braces behind the list's type.
std::optional<DraftValue> list(const TextFile& file, std::size_t first, std::size_t last,
                               const std::vector<std::string>& enumerators) {
  if (first >= last || is_nullopt(file, first, last)) return std::nullopt;
  std::size_t open = first;
  while (open < last && !file.is(open, "{") && !file.is(open, "(")) ++open;
  DraftValue result{DraftValue::Kind::list, "", file.span(first, last)};
  if (open == last || !file.is(open, "{") || file.partner(open) != last - 1) {
    result.kind = DraftValue::Kind::other;
    result.text = file.written(first, last);
    return result;
  }
  if (open == first && last == first + 2) return std::nullopt;
  result.elements = elements(file, open, enumerators);
  return result;
}

}  // namespace

std::optional<DraftValue> read_initializer(const TextFile& file, std::size_t first,
                                           std::size_t last,
                                           const std::vector<std::string>& enumerators,
                                           bool is_list) {
  if (first < last && file.is(first, "=")) ++first;
  if (is_list) return list(file, first, last, enumerators);
  if (first < last && file.is(first, "{") && file.partner(first) == last - 1) {
    ++first;
    --last;
  }
  if (first >= last || is_nullopt(file, first, last)) return std::nullopt;
  DraftValue result = value(file, first, last, enumerators);
  result.span = file.span(first, last);
  return result;
}

}  // namespace tenon::frontend::clang
