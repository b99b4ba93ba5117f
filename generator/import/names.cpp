#include "import/names.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <utility>

#include "base/names.hpp"
#include "base/text.hpp"

namespace tenon::import {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

/// Plurals that no rule makes.
constexpr std::array<Pair, 44> irregular = {{
    {"people", "person"},
    {"children", "child"},
    {"men", "man"},
    {"women", "woman"},
    {"mice", "mouse"},
    {"geese", "goose"},
    {"feet", "foot"},
    {"teeth", "tooth"},
    {"oxen", "ox"},
    {"indices", "index"},
    {"matrices", "matrix"},
    {"vertices", "vertex"},
    {"criteria", "criterion"},
    {"phenomena", "phenomenon"},
    {"leaves", "leaf"},
    {"lives", "life"},
    {"wives", "wife"},
    {"knives", "knife"},
    {"shelves", "shelf"},
    {"wolves", "wolf"},
    {"halves", "half"},
    {"thieves", "thief"},
    {"analyses", "analysis"},
    {"hypotheses", "hypothesis"},
    {"theses", "thesis"},
    {"crises", "crisis"},
    {"diagnoses", "diagnosis"},
    {"parentheses", "parenthesis"},
    {"axes", "axis"},
    {"buses", "bus"},
    {"statuses", "status"},
    {"viruses", "virus"},
    {"bonuses", "bonus"},
    {"campuses", "campus"},
    {"censuses", "census"},
    {"aliases", "alias"},
    {"canvases", "canvas"},
    {"biases", "bias"},
    {"gases", "gas"},
    {"atlases", "atlas"},
    {"lenses", "lens"},
    {"quizzes", "quiz"},
    {"caches", "cache"},
    {"movies", "movie"},
}};

/// Words that end like plurals and are none, or are their own.
constexpr std::array<std::string_view, 28> same = {
    "news",  "series",     "species",  "data",    "media", "metadata", "equipment",
    "sms",   "gps",        "dns",      "aws",     "css",   "ios",      "canvas",
    "alias", "bias",       "gas",      "atlas",   "lens",  "always",   "analytics",
    "https", "kubernetes", "pancreas", "chassis", "corps", "means",    "headquarters"};

/// The singular of words in -ies that lose an s alone.
constexpr std::array<std::string_view, 9> in_ie = {
    "movies", "cookies", "zombies", "selfies", "ties", "pies", "lies", "dies", "brownies"};

std::string singular_word(const std::string& word) {
  for (const auto& [many, one] : irregular)
    if (word == many) return std::string{one};
  if (std::find(same.begin(), same.end(), word) != same.end()) return word;
  const auto ends = [&](std::string_view end) { return base::ends_with(word, end); };
  const auto without = [&](std::size_t count, std::string_view tail = "") {
    return word.substr(0, word.size() - count) + std::string{tail};
  };
  if (word.size() < 4 || !ends("s") || ends("ss") || ends("us") || ends("is")) return word;
  if (std::find(in_ie.begin(), in_ie.end(), word) != in_ie.end()) return without(1);
  if (ends("ies")) return without(3, "y");
  if (ends("sses") || ends("shes") || ends("ches") || ends("xes")) return without(2);
  if (ends("oes") && word.size() > 5) return without(2);
  return without(1);
}

std::string plural_word(const std::string& word) {
  for (const auto& [many, one] : irregular)
    if (word == one) return std::string{many};
  if (std::find(same.begin(), same.end(), word) != same.end()) return word;
  if (singular_word(word) != word) return word;
  const auto ends = [&](std::string_view end) { return base::ends_with(word, end); };
  constexpr std::string_view vowels = "aeiou";
  const bool is_consonant =
      word.size() > 1 && vowels.find(word[word.size() - 2]) == std::string_view::npos;
  if (ends("y") && is_consonant) return word.substr(0, word.size() - 1) + "ies";
  if (ends("s") || ends("x") || ends("sh") || ends("ch")) return word + "es";
  return word + "s";
}

/// The name up to its last word, and that word.
std::pair<std::string, std::string> last_word(std::string_view name) {
  const std::size_t at = name.rfind('_');
  if (at == std::string_view::npos) return {"", std::string{name}};
  return {std::string{name.substr(0, at + 1)}, std::string{name.substr(at + 1)}};
}

bool is_kept(const std::string& name) {
  return base::is_cpp_keyword(name) || base::is_reserved_identifier(name) ||
         base::is_standard_macro(name);
}

}  // namespace

std::string singular(std::string_view name) {
  const auto [front, word] = last_word(name);
  return front + singular_word(word);
}

std::string plural(std::string_view name) {
  const auto [front, word] = last_word(name);
  return front + plural_word(word);
}

std::string snake_words(std::string_view name) {
  std::string clean;
  for (const char c : name) {
    const bool is_word = base::is_lower(c) || base::is_upper(c) || base::is_digit(c);
    clean += is_word ? c : '_';
  }
  std::string words;
  for (const char c : base::snake_case(clean)) {
    if (c == '_' && (words.empty() || words.back() == '_')) continue;
    words += c;
  }
  while (!words.empty() && words.back() == '_') words.pop_back();
  return words;
}

std::string member_name(std::string_view name, std::string_view before) {
  std::string words = snake_words(name);
  if (words.empty() || base::is_digit(words[0]))
    words = std::string{before} + (words.empty() ? "" : "_" + words);
  return is_kept(words) ? words + "_" : words;
}

std::string type_name(std::string_view table) {
  return base::camel_case(singular(member_name(table, "table")));
}

std::string first_free(const std::vector<std::string>& candidates,
                       const std::function<bool(const std::string&)>& is_free) {
  for (const std::string& one : candidates)
    if (is_free(one)) return one;
  for (int number = 2;; ++number) {
    std::string numbered = candidates.back() + "_" + std::to_string(number);
    if (is_free(numbered)) return numbered;
  }
}

}  // namespace tenon::import
