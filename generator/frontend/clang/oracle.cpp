#include "frontend/clang/oracle.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/codes.hpp"

namespace tenon::frontend::clang {
namespace {

constexpr const char* places_hint =
    "annotations stand before a field, behind the name of a field or enumerator, or between "
    "'struct' or 'enum class' and the name";

// "unknown attribute 'table' ignored" to table; "" for other warnings.
std::string attribute_name(const UnitDiagnostic& diagnostic) {
  static constexpr std::string_view start = "unknown attribute '";
  if (diagnostic.option != "-Wunknown-attributes" ||
      diagnostic.message.compare(0, start.size(), start) != 0)
    return {};
  const std::size_t end = diagnostic.message.find('\'', start.size());
  return diagnostic.message.substr(start.size(), end - start.size());
}

// Whether a macro of the users' has the word `tenon` in its text, or in a macro that it names.
bool macro_is_ours(const std::vector<Text>& texts, const std::string& macro, int depth = 0) {
  if (depth > 8) return false;
  for (const Text& text : texts)
    for (const Range& range : text.file.directives()) {
      const std::string line = text.file.text().substr(range.begin, range.end - range.begin);
      std::vector<std::string> words;
      for (const Token& token : tokenize(line.substr(1), {}).tokens)
        if (token.kind == Token::Kind::identifier)
          words.push_back(line.substr(1 + token.begin, token.end - token.begin));
      if (words.size() < 3 || words[0] != "define" || words[1] != macro) continue;
      for (std::size_t i = 2; i < words.size(); ++i)
        if (words[i] == "tenon" || macro_is_ours(texts, words[i], depth + 1)) return true;
    }
  return false;
}

// libclang gives no place inside a macro's definition: only that a macro is used here.
bool is_macro_of_ours(const Unit& unit, const std::vector<Text>& texts, const Place& place) {
  const bool is_used =
      std::find(unit.macro_uses.begin(), unit.macro_uses.end(), place) != unit.macro_uses.end();
  if (!is_used) return false;
  const TextFile& file = texts[static_cast<std::size_t>(place.file)].file;
  return macro_is_ours(texts, std::string{file.word(file.at(place.offset))});
}

bool is_ours(const std::vector<Text>& texts, const Place& place) {
  if (place.file < 0) return false;
  const std::string& text = texts[static_cast<std::size_t>(place.file)].file.text();
  return text.compare(place.offset, 5, "tenon") == 0;
}

// The annotation that the compiler reports at this byte and that is not confirmed yet; any word
// when `word` is null. Groups are in the order of the text.
ReadAnnotation* find(Text& text, std::size_t offset, const std::string* word) {
  std::vector<AttributeGroup>& groups = text.attributes.groups();
  const std::size_t token = text.file.from(offset);
  const auto behind = std::upper_bound(
      groups.begin(), groups.end(), token,
      [](std::size_t value, const AttributeGroup& group) { return value < group.first; });
  if (behind == groups.begin()) return nullptr;
  for (ReadAnnotation& read : std::prev(behind)->annotations)
    if (read.reported_at == offset && (word == nullptr || read.annotation.word == *word) &&
        !read.is_confirmed)
      return &read;
  return nullptr;
}

base::Span word_at(const Text& text, std::size_t offset) {
  const std::size_t token = text.file.from(offset);
  return text.file.span(token);
}

void tell_macro(const UnitDiagnostic& warning, const std::string& word,
                const std::vector<Text>& texts, base::Diagnostics& diagnostics) {
  const Text& used = texts[static_cast<std::size_t>(warning.place.file)];
  base::Span span{used.file.source(), warning.place.offset, warning.place.offset};
  if (const std::size_t token = used.file.at(warning.place.offset); token != no_token)
    span = used.file.span(token);
  const std::string subject = "annotation '" + word + "' comes from a macro";
  auto& error = diagnostics.error(base::codes::annotation_in_macro, span, subject,
                                  "write the attribute without the macro");
  const bool is_in_file = warning.spelling.file >= 0 && !(warning.spelling == warning.place);
  if (!is_in_file || !error.notes.empty()) return;
  const Text& spelled = texts[static_cast<std::size_t>(warning.spelling.file)];
  error.notes.push_back(
      {"written here",
       {spelled.file.source(), warning.spelling.offset, warning.spelling.offset + 5}});
}

void match(const Unit& unit, const UnitDiagnostic& warning, const std::string& word,
           std::vector<Text>& texts, base::Diagnostics& diagnostics) {
  if (warning.place.file < 0) return;
  Text& text = texts[static_cast<std::size_t>(warning.place.file)];
  if (!text.is_project) return;
  if (!is_ours(texts, warning.spelling)) {
    if (is_macro_of_ours(unit, texts, warning.place)) tell_macro(warning, word, texts, diagnostics);
    return;
  }
  if (warning.in_macro) {
    // Inside a macro's argument the tokens were read as well: one error is enough for both.
    Text& spelled = texts[static_cast<std::size_t>(warning.spelling.file)];
    if (ReadAnnotation* read = find(spelled, warning.spelling.offset, &word)) {
      read->is_confirmed = true;
      read->is_attached = true;
    }
    tell_macro(warning, word, texts, diagnostics);
  } else if (find(text, warning.place.offset, &word) != nullptr) {
    // `[[using tenon: a, a]]` reports both at one place.
    while (ReadAnnotation* read = find(text, warning.place.offset, &word))
      read->is_confirmed = true;
  } else if (ReadAnnotation* other = find(text, warning.place.offset, nullptr)) {
    other->is_confirmed = true;
    other->is_attached = true;
    diagnostics.error(
        base::codes::annotation_in_macro, other->annotation.span,
        "annotation '" + word + "' comes from the macro '" + other->annotation.word + "'",
        "write the attribute without the macro");
  } else {
    diagnostics.error(base::codes::misplaced_annotation, word_at(text, warning.place.offset),
                      "annotation '" + word + "' could not be read here", places_hint);
  }
}

// The annotations in a class template are told once, at the first of them; its parts are no fields.
void tell_template(const UnitTemplate& one, Text& text, base::Diagnostics& diagnostics) {
  bool is_told = false;
  for (AttributeGroup& group : text.attributes.groups()) {
    const std::size_t at = text.file.span(group.first).begin;
    if (at < one.begin.offset || at >= one.end.offset) continue;
    for (ReadAnnotation& read : group.annotations) {
      if (!is_told && !read.is_attached)
        diagnostics.error(base::codes::misplaced_annotation, read.annotation.span,
                          "annotation '" + read.annotation.word +
                              "' stands on the class template '" + one.name +
                              "', and a template is no model",
                          "write a struct for each table; what they share can be a mix-in: a plain "
                          "base struct");
      is_told = true;
      read.is_attached = true;
      read.is_confirmed = true;
    }
  }
}

void tell_left_over(const ReadAnnotation& read, base::Diagnostics& diagnostics) {
  if (read.is_attached && read.is_confirmed) return;
  const std::string subject = "annotation '" + read.annotation.word + "'";
  if (!read.is_attached)
    diagnostics.error(base::codes::misplaced_annotation, read.annotation.span,
                      subject + " belongs to no field, enumerator, struct or enum here",
                      places_hint);
  else
    diagnostics.error(base::codes::misplaced_annotation, read.annotation.span,
                      subject + " was not seen by the compiler", places_hint);
}

}  // namespace

void check_annotations(const Unit& unit, std::vector<Text>& texts, base::Diagnostics& diagnostics) {
  // One attribute before several declarators, or on a type that is looked at twice, warns twice.
  std::set<std::tuple<int, std::size_t, int, std::size_t, std::string>> seen;
  for (const UnitDiagnostic& one : unit.diagnostics) {
    const std::string word = attribute_name(one);
    if (word.empty()) continue;
    if (seen.emplace(one.place.file, one.place.offset, one.spelling.file, one.spelling.offset, word)
            .second)
      match(unit, one, word, texts, diagnostics);
  }
  for (const UnitTemplate& one : unit.templates)
    if (one.begin.file >= 0 && texts[static_cast<std::size_t>(one.begin.file)].is_project)
      tell_template(one, texts[static_cast<std::size_t>(one.begin.file)], diagnostics);
  for (Text& text : texts) {
    if (!text.is_project) continue;
    for (const AttributeGroup& group : text.attributes.groups())
      for (const ReadAnnotation& read : group.annotations) tell_left_over(read, diagnostics);
  }
}

}  // namespace tenon::frontend::clang
