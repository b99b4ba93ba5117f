#include "lint/comments.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "base/text.hpp"
#include "lint/statement_cut.hpp"
#include "migrate/sql_tokens.hpp"

namespace tenon::lint {
namespace {

class Reader {
 public:
  Reader(const Unit& unit, std::string_view text) : unit_(unit), text_(text) {
    for (const UnitStatement& one : unit.statements) statements_.push_back(one.span);
  }

  std::vector<Comment> run() {
    std::size_t at = 0;
    for (const base::Span& rows : unit_.data) {
      read(at, rows.begin, statements_);
      at = std::max(at, rows.end);
    }
    read(at, text_.size(), statements_);
    return std::move(found_);
  }

 private:
  /// Between two tokens there are comments and white space alone.
  void read(std::size_t begin, std::size_t end, const std::vector<base::Span>& statements) {
    std::size_t at = begin;
    for (const migrate::SqlToken& token : migrate::sql_tokens(text_.substr(begin, end - begin))) {
      read_gap(at, begin + token.begin, begin, statements);
      at = begin + token.end;
      read_code(begin + token.begin, at);
    }
    read_gap(at, end, begin, statements);
  }

  void read_gap(std::size_t at, std::size_t end, std::size_t first,
                const std::vector<base::Span>& statements) {
    while (at < end) {
      const std::string_view rest = text_.substr(at, end - at);
      if (base::starts_with(rest, "--")) {
        const std::size_t last = std::min(rest.find('\n'), rest.size());
        add(at, at + last, 2, 0, first, statements);
        at += last;
      } else if (base::starts_with(rest, "/*")) {
        add(at, end_of_block(at, end), 2, 2, first, statements);
        at = end_of_block(at, end);
      } else {
        ++at;
      }
    }
  }

  /// A block may hold others.
  std::size_t end_of_block(std::size_t at, std::size_t end) const {
    int depth = 0;
    for (; at + 1 < end; ++at) {
      const std::string_view mark = text_.substr(at, 2);
      if (mark == "/*") ++depth;
      if (mark == "*/" && --depth == 0) return at + 2;
      if (mark == "/*" || mark == "*/") ++at;
    }
    return end;
  }

  void add(std::size_t begin, std::size_t end, std::size_t before, std::size_t behind,
           std::size_t first, const std::vector<base::Span>& statements) {
    Comment comment;
    const std::size_t size = end - begin;
    comment.text = base::trim(
        text_.substr(begin + before, size > before + behind ? size - before - behind : 0));
    comment.is_block = behind != 0;
    const std::string_view whole = base::trim(text_.substr(begin, size));
    comment.span = {unit_.source, begin, begin + whole.size()};
    comment.statement = statement_of(begin, first, statements);
    found_.push_back(comment);
  }

  /// The one in which the byte lies, that ends before it on its line, or the next one.
  base::Span statement_of(std::size_t byte, std::size_t first,
                          const std::vector<base::Span>& statements) const {
    std::size_t line = byte;
    while (line > first && text_[line - 1] != '\n') --line;
    const auto next = std::find_if(first_behind(statements, line), statements.end(),
                                   [&](const base::Span& one) { return one.end > byte; });
    const bool is_inside = next != statements.end() && next->begin <= byte;
    const bool has_before = next != statements.begin() && std::prev(next)->end > line;
    if (has_before && !is_inside) return *std::prev(next);
    return next != statements.end() ? *next : base::Span{};
  }

  /// They stand in the order of the text.
  static std::vector<base::Span>::const_iterator first_behind(
      const std::vector<base::Span>& statements, std::size_t byte) {
    return std::partition_point(statements.begin(), statements.end(),
                                [&](const base::Span& one) { return one.end <= byte; });
  }

  /// `$$ … $$` behind DO or CREATE FUNCTION.
  void read_code(std::size_t begin, std::size_t end) {
    const std::string_view token = text_.substr(begin, end - begin);
    const std::size_t quote = token.find('$', 1) + 1;
    if (token.front() != '$' || token.size() < 2 * quote || quote < 2 || !is_code(begin)) return;
    const std::string_view body = token.substr(quote, token.size() - 2 * quote);
    std::vector<base::Span> inner;
    for (const TextRange& one : cut_statements(body, "postgresql").statements) {
      const std::size_t at = begin + quote;
      inner.push_back({unit_.source, at + one.begin, at + one.end});
    }
    read(begin + quote, end - quote, inner);
  }

  bool is_code(std::size_t byte) const {
    const auto around = first_behind(statements_, byte);
    if (around == statements_.end() || around->begin > byte) return false;
    const std::string verb = base::to_lower(text_.substr(around->begin, 6));
    return verb == "create" || base::starts_with(verb, "do");
  }

  const Unit& unit_;
  std::string_view text_;
  std::vector<base::Span> statements_;
  std::vector<Comment> found_;
};

}  // namespace

std::vector<Comment> read_comments(const Unit& unit, const base::Sources& sources) {
  return Reader{unit, sources.text(unit.source)}.run();
}

}  // namespace tenon::lint
