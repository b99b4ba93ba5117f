#include "base/diagnostic.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/text.hpp"

namespace tenon::base {
namespace {

constexpr std::size_t widest_line = 160;  // columns; minified JSON has lines of a megabyte
constexpr std::size_t tab_stop = 8;

const char* label(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "";
}

// A source line and its marks, column by column: both are built together, so that tabs and
// characters of several bytes cannot shift the caret.
struct Excerpt {
  std::vector<std::string> cells;  // one shown column each
  std::size_t first = 0;           // marked cells: [first, last)
  std::size_t last = 0;
};

Excerpt excerpt(std::string_view line, std::size_t begin, std::size_t end) {
  Excerpt result;
  bool found = false;
  for (std::size_t at = 0; at < line.size();) {
    const auto byte = static_cast<unsigned char>(line[at]);
    std::size_t length = 1;
    while (byte >= 0xC0 && at + length < line.size() &&
           (static_cast<unsigned char>(line[at + length]) & 0xC0) == 0x80)
      ++length;
    if (!found && at + length > begin) {
      result.first = result.cells.size();
      found = true;
    }
    if (line[at] == '\t') {
      do {
        result.cells.emplace_back(" ");
      } while (result.cells.size() % tab_stop != 0);
    } else {
      // Escape sequences in a file must not reach the terminal.
      const std::string_view cell = line.substr(at, length);
      const bool control = byte < 0x20 || byte == 0x7F;
      const bool broken = find_invalid_utf8(cell) != std::string_view::npos;
      result.cells.emplace_back(control ? " " : broken ? "?" : cell);
    }
    at += length;
    if (at <= end) result.last = result.cells.size();
  }
  if (!found) result.first = result.cells.size();
  result.last = std::max(result.last, result.first + 1);
  return result;
}

void append_excerpt(std::string& out, const Sources& sources, const Span& span) {
  std::string_view line = sources.line(span.source, span.begin);
  auto column = static_cast<std::size_t>(sources.position(span.source, span.begin).column - 1);
  // Far more than is shown; the rest of a line of a megabyte need not be laid out.
  constexpr std::size_t near = 2 * widest_line;
  if (column > near) {
    std::size_t cut = column - near;
    while (cut < column && (static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U) ++cut;
    line.remove_prefix(cut);
    column -= cut;
  }
  line = line.substr(0, column + near);
  const std::size_t length = span.end > span.begin ? span.end - span.begin : 1;
  const Excerpt shown = excerpt(line, column, std::min(line.size(), column + length));
  std::size_t from = 0;
  std::size_t to = shown.cells.size();
  if (to > widest_line) {
    from = shown.first > widest_line / 2 ? shown.first - widest_line / 2 : 0;
    to = std::min(to, from + widest_line);
  }
  std::string text;
  for (std::size_t i = from; i < to; ++i) text += shown.cells[i];
  const bool blank = text.find_first_not_of(' ') == std::string::npos;
  if (blank) return;
  const std::size_t last = std::min(shown.last, std::max(to, shown.first + 1));
  out += text + "\n" + std::string(shown.first - from, ' ') + "^" +
         std::string(last - shown.first - 1, '~') + "\n";
}

void append_finding(std::string& out, const Sources& sources, Severity severity,
                    const std::string& message, const std::string& code, const Span& span) {
  if (span.known()) {
    const Position place = sources.position(span.source, span.begin);
    out += sources.path(span.source) + ":" + std::to_string(place.line) + ":" +
           std::to_string(place.column) + ": ";
  }
  out += std::string{label(severity)} + ": " + message;
  if (!code.empty()) out += " [" + code + "]";
  out += "\n";
  if (span.known()) append_excerpt(out, sources, span);
}

bool is_error_in(const Diagnostic& one, const Span& span, std::string_view code) {
  return one.severity == Severity::error && one.code == code && one.span.source == span.source &&
         one.span.begin >= span.begin && one.span.begin < span.end;
}

}  // namespace

Diagnostic& Diagnostics::add(Diagnostic diagnostic) {
  std::string cause = diagnostic.code + "@" + std::to_string(diagnostic.span.source) + ":" +
                      std::to_string(diagnostic.span.begin) + "-" +
                      std::to_string(diagnostic.span.end);
  if (!diagnostic.span.known()) cause += diagnostic.message;
  if (!causes_.insert(std::move(cause)).second) {
    dropped_ = std::move(diagnostic);
    return dropped_;
  }
  all_.push_back(std::move(diagnostic));
  return all_.back();
}

Diagnostic& Diagnostics::error(std::string code, Span span, std::string message, std::string hint) {
  return add({Severity::error, std::move(code), std::move(message), span, std::move(hint), {}});
}

Diagnostic& Diagnostics::warning(std::string code, Span span, std::string message,
                                 std::string hint) {
  return add({Severity::warning, std::move(code), std::move(message), span, std::move(hint), {}});
}

bool Diagnostics::has_error_in(const Span& span, std::string_view code) const {
  return std::any_of(all_.begin(), all_.end(),
                     [&](const Diagnostic& one) { return is_error_in(one, span, code); });
}

void Diagnostics::take_back(const Span& span, std::string_view code) {
  all_.erase(std::remove_if(all_.begin(), all_.end(),
                            [&](const Diagnostic& one) { return is_error_in(one, span, code); }),
             all_.end());
}

bool Diagnostics::has_errors() const {
  return std::any_of(all_.begin(), all_.end(),
                     [](const Diagnostic& one) { return one.severity == Severity::error; });
}

std::string render(const Diagnostics& diagnostics, const Sources& sources, std::size_t first) {
  std::vector<const Diagnostic*> order;
  const std::vector<Diagnostic>& all = diagnostics.all();
  for (std::size_t i = first; i < all.size(); ++i) order.push_back(&all[i]);
  std::stable_sort(order.begin(), order.end(), [](const Diagnostic* a, const Diagnostic* b) {
    return std::tie(a->span.source, a->span.begin) < std::tie(b->span.source, b->span.begin);
  });
  std::string out;
  for (const Diagnostic* one : order) {
    append_finding(out, sources, one->severity, one->message, one->code, one->span);
    if (!one->hint.empty()) out += "hint: " + one->hint + "\n";
    for (const Note& note : one->notes)
      append_finding(out, sources, Severity::note, note.message, "", note.span);
  }
  return out;
}

}  // namespace tenon::base
