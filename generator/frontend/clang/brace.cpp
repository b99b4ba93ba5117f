#include "frontend/clang/brace.hpp"

#include <algorithm>
#include <string>

#include "base/codes.hpp"
#include "base/text.hpp"
#include "frontend/clang/virtual_headers.hpp"

namespace tenon::frontend::clang {
namespace {

// A brace with what it opens: "namespace 'blog'", "struct 'User'", or nothing that has a name.
struct Opening {
  std::size_t token = no_token;
  std::size_t outside = no_token;  ///< a token inside of it that stands outside by its indentation
  std::string what;
  bool is_namespace = false;
};

bool begins_line(const TextFile& file, std::size_t token) {
  if (token == 0) return true;
  const std::size_t from = file.tokens()[token - 1].end;
  const std::string_view between =
      std::string_view{file.text()}.substr(from, file.tokens()[token].begin - from);
  return between.find('\n') != std::string_view::npos;
}

// Of the line in which the token stands.
std::size_t indentation(const TextFile& file, std::size_t token) {
  const std::string& text = file.text();
  const std::size_t at = file.tokens()[token].begin;
  const std::size_t line = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
  return std::min(text.find_first_not_of(" \t", line), at) - line;
}

Opening describe(const TextFile& file, std::size_t brace) {
  Opening result;
  result.token = brace;
  std::size_t head = brace;
  while (head > 0 && !file.is(head - 1, ";") && !file.is(head - 1, "{") && !file.is(head - 1, "}"))
    --head;
  for (std::size_t i = head; i < brace; ++i) {
    const bool is_type =
        file.is(i, "struct") || file.is(i, "class") || file.is(i, "enum") || file.is(i, "union");
    if (!is_type && !file.is(i, "namespace")) continue;
    std::size_t name = i + 1;
    while (name < brace &&
           (file.is(name, "[") || file.is(name, "class") || file.is(name, "struct")))
      name =
          file.is(name, "[") && file.partner(name) != no_token ? file.partner(name) + 1 : name + 1;
    result.is_namespace = !is_type;
    result.what = " of " + std::string{file.word(i)};
    if (file.is(name, Token::Kind::identifier)) result.what += " " + base::quote(file.word(name));
    return result;
  }
  return result;
}

bool is_label(const TextFile& file, std::size_t token) {
  return file.is(token + 1, ":") || file.is(token, "}");
}

// The brace that seems to lack its partner: the first whose body has a line that is indented no
// deeper than its own; namespaces, whose bodies often are not, come last.
Opening find_culprit(const TextFile& file) {
  Opening open_for_ever;
  for (std::size_t i = 0; i < file.size(); ++i) {
    if (!file.is(i, "{")) continue;
    Opening opening = describe(file, i);
    const std::size_t close = std::min(file.partner(i), file.size());
    if (close == file.size() && open_for_ever.token == no_token) open_for_ever = opening;
    if (opening.is_namespace) continue;
    for (std::size_t inner = i + 1; inner < close; ++inner)
      if (begins_line(file, inner) && !is_label(file, inner) &&
          indentation(file, inner) <= indentation(file, i)) {
        opening.outside = inner;
        return opening;
      }
  }
  return open_for_ever;
}

bool has_open_brace(const TextFile& file) {
  bool result = false;
  for (std::size_t i = 0; i < file.size(); ++i) {
    if (file.partner(i) != no_token) continue;
    if (file.is(i, "(") || file.is(i, "[")) return false;  // then the compiler points at it
    result = result || file.is(i, "{");
  }
  return result;
}

}  // namespace

bool tell_unclosed_braces(const Unit& unit, const std::vector<Text>& texts,
                          base::Diagnostics& diagnostics) {
  const bool is_missed =
      std::any_of(unit.diagnostics.begin(), unit.diagnostics.end(), [](const UnitDiagnostic& one) {
        return one.is_error && is_virtual_path(one.file) &&
               base::starts_with(one.message, "expected '}'");
      });
  bool result = false;
  for (const Text& text : texts) {
    if (!is_missed || !text.is_project || !has_open_brace(text.file)) continue;
    const Opening culprit = find_culprit(text.file);
    auto& error = diagnostics.error(base::codes::unclosed_brace, text.file.span(culprit.token),
                                    "the brace" + culprit.what + " is not closed",
                                    "write the missing '}', and ';' behind that of a type");
    if (culprit.outside != no_token)
      error.notes.push_back(
          {"by its indentation, this stands behind it", text.file.span(culprit.outside)});
    result = true;
  }
  // After another error the compiler may only have lost count.
  const bool is_alone = std::count_if(unit.diagnostics.begin(), unit.diagnostics.end(),
                                      [](const UnitDiagnostic& one) { return one.is_error; }) == 1;
  if (is_missed && !result && is_alone) {
    diagnostics.error(base::codes::unclosed_brace, {},
                      "behind the last header, a brace is still open: a macro seems to open it",
                      "look for a macro that begins a namespace, and has no end");
    result = true;
  }
  return result;
}

}  // namespace tenon::frontend::clang
