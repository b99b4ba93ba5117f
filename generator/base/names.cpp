#include "base/names.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "base/text.hpp"

namespace tenon::base {
namespace {

// [lex.key] and [lex.digraph] of C++20; sorted.
constexpr std::array<std::string_view, 92> keywords = {
    "alignas",       "alignof",     "and",
    "and_eq",        "asm",         "auto",
    "bitand",        "bitor",       "bool",
    "break",         "case",        "catch",
    "char",          "char16_t",    "char32_t",
    "char8_t",       "class",       "co_await",
    "co_return",     "co_yield",    "compl",
    "concept",       "const",       "const_cast",
    "consteval",     "constexpr",   "constinit",
    "continue",      "decltype",    "default",
    "delete",        "do",          "double",
    "dynamic_cast",  "else",        "enum",
    "explicit",      "export",      "extern",
    "false",         "float",       "for",
    "friend",        "goto",        "if",
    "inline",        "int",         "long",
    "mutable",       "namespace",   "new",
    "noexcept",      "not",         "not_eq",
    "nullptr",       "operator",    "or",
    "or_eq",         "private",     "protected",
    "public",        "register",    "reinterpret_cast",
    "requires",      "return",      "short",
    "signed",        "sizeof",      "static",
    "static_assert", "static_cast", "struct",
    "switch",        "template",    "this",
    "thread_local",  "throw",       "true",
    "try",           "typedef",     "typeid",
    "typename",      "union",       "unsigned",
    "using",         "virtual",     "void",
    "volatile",      "wchar_t",     "while",
    "xor",           "xor_eq"};

}  // namespace

bool is_identifier(std::string_view text) {
  if (text.empty() || is_digit(text.front())) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_upper(c) || is_lower(c) || is_digit(c) || c == '_'; });
}

bool is_cpp_keyword(std::string_view word) {
  return std::binary_search(keywords.begin(), keywords.end(), word);
}

bool is_reserved_identifier(std::string_view word) {
  if (word.find("__") != std::string_view::npos) return true;
  return word.size() > 1 && word[0] == '_' && is_upper(word[1]);
}

bool is_namespace(std::string_view text) {
  const std::vector<std::string> parts = split(text, "::");
  return std::all_of(parts.begin(), parts.end(), [](const std::string& part) {
    return is_identifier(part) && !is_cpp_keyword(part) && !is_reserved_identifier(part) &&
           !is_standard_macro(part);
  });
}

bool is_taken_namespace(std::string_view text) {
  const std::vector<std::string> parts = split(text, "::");
  return std::any_of(parts.begin(), parts.end(),
                     [](const std::string& part) { return part == "std" || part == "tenon"; });
}

std::string snake_case(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool after_word = i > 0 && (is_lower(name[i - 1]) || is_digit(name[i - 1]));
    const bool ends_capitals =
        i > 0 && is_upper(name[i - 1]) && i + 1 < name.size() && is_lower(name[i + 1]);
    if (is_upper(c) && (after_word || ends_capitals)) out += '_';
    out += c;
  }
  return to_lower(out);
}

std::string camel_case(std::string_view name) {
  std::string out;
  bool start = true;
  for (const char c : name) {
    if (c == '_') {
      start = true;
      continue;
    }
    out += start && is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
    start = false;
  }
  return out;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  const std::size_t width = b.size() + 1;
  std::vector<std::size_t> before(width);
  std::vector<std::size_t> last(width);
  std::vector<std::size_t> now(width);
  std::iota(last.begin(), last.end(), 0U);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + change});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) now[j] = std::min(now[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(now);
  }
  return last[b.size()];
}

std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string>& candidates) {
  const std::string folded = to_lower(word);
  const std::string* best = nullptr;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(folded, to_lower(candidate));
    // One letter for another is no likeness between words of one letter.
    if (distance >= best_distance || distance >= std::max(word.size(), candidate.size())) continue;
    best = &candidate;
    best_distance = distance;
  }
  if (best == nullptr) return std::nullopt;
  return *best;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  const std::optional<std::string> meant = nearest(word, candidates);
  return meant ? "did you mean " + quote(*meant) + "?" : "";
}

std::string known_hint(std::string_view word, std::vector<std::string> candidates,
                       std::string_view what) {
  constexpr std::size_t most = 12;
  std::string meant = did_you_mean(word, candidates);
  if (!meant.empty() || candidates.empty()) return meant;
  const bool is_cut = candidates.size() > most;
  if (is_cut) candidates.resize(most);
  return std::string{what} + " are: " + join(candidates, ", ") + (is_cut ? ", …" : "");
}

}  // namespace tenon::base
