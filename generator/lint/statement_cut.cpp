#include "lint/statement_cut.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "migrate/sql_tokens.hpp"

namespace tenon::lint {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Cuts at semicolons, but for those inside a body.
class Cutter {
 public:
  Cutter(std::string_view text, std::string_view dialect)
      : text_(text), is_sqlite_(dialect == "sqlite") {}

  CutText run() {
    std::size_t at = base::starts_with(text_, byte_order_mark) ? byte_order_mark.size() : 0;
    std::size_t stop = data_end(at);
    while (at < text_.size()) {
      bool is_open = false;
      tokens_ =
          migrate::sql_tokens(text_.substr(at, stop - at), &is_open,
                              is_sqlite_ ? migrate::Quoting::sqlite : migrate::Quoting::standard);
      for (migrate::SqlToken& token : tokens_) {
        token.begin += at;
        token.end += at;
      }
      // Where the quote goes on behind it, the line was inside.
      const bool is_whole = cut_tokens(is_open, stop);
      if (is_whole) at = line_end(stop);
      stop = data_end(is_whole ? at : line_end(stop));
    }
    return std::move(cut_);
  }

 private:
  /// The line `\.`, with which rows end; the end of the text when there is none.
  std::size_t data_end(std::size_t from) const {
    std::size_t at = from;
    while (!is_sqlite_ && (at = text_.find("\n\\.", at)) != text_.npos) {
      const std::size_t end = std::min(text_.find_first_of("\r\n", at + 1), text_.size());
      if (end == at + 3) return at + 1;
      ++at;
    }
    return text_.size();
  }

  std::size_t line_end(std::size_t at) const {
    const std::size_t end = text_.find('\n', at);
    return end == text_.npos ? text_.size() : end + 1;
  }

  std::string word(std::size_t i) const {
    if (i >= tokens_.size()) return {};
    return base::to_lower(text_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin));
  }

  /// Up to where rows begin, or the end; false where a quote goes on behind `stop`.
  bool cut_tokens(bool is_open, std::size_t stop) {
    std::vector<TextRange> found;
    std::size_t first = 0;
    int depth = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!is_sqlite_ && word(i) == "\\" && depth == 0) {
        i = psql(first, i, found);
        first = i + 1;
        continue;
      }
      if (is_sqlite_ && i == first && is_dot_command(i)) {
        while (i + 1 < tokens_.size() && tokens_[i + 1].begin < line_end(tokens_[first].begin)) ++i;
        first = i + 1;
        continue;
      }
      if (has_body(first)) depth += step(first, i);
      if (word(i) != ";" || depth > 0) continue;
      if (i > first) found.push_back({tokens_[first].begin, tokens_[i - 1].end});
      if (is_copy(first, i)) {
        cut_.data.push_back({tokens_[i].end, stop});
        keep(found);
        return true;
      }
      first = i + 1;
      depth = 0;
    }
    if (is_open && stop < text_.size()) return false;
    if (is_open) {
      cut_.open = open_at();
    } else if (first < tokens_.size()) {
      found.push_back({tokens_[first].begin, tokens_.back().end});
    }
    keep(found);
    return true;
  }

  /// A command of the sqlite3 shell: a line that begins with a point, and no SQL.
  bool is_dot_command(std::size_t i) const {
    const std::size_t begin = tokens_[i].begin;
    return text_[begin] == '.' && (begin == 0 || text_[begin - 1] == '\n');
  }

  void keep(const std::vector<TextRange>& found) {
    cut_.statements.insert(cut_.statements.end(), found.begin(), found.end());
  }

  /// A command of psql lasts to the end of its line, and ends a statement before it. Returns its
  /// last token.
  std::size_t psql(std::size_t first, std::size_t i, std::vector<TextRange>& found) const {
    const std::size_t end = std::min(line_end(tokens_[i].begin), text_.size());
    std::size_t last = i;
    while (last + 1 < tokens_.size() && tokens_[last + 1].begin < end) ++last;
    if (i > first) found.push_back({tokens_[first].begin, tokens_[i - 1].end});
    found.push_back({tokens_[i].begin, tokens_[last].end});
    return last;
  }

  /// COPY … FROM STDIN: its rows follow.
  bool is_copy(std::size_t first, std::size_t last) const {
    if (is_sqlite_ || word(first) != "copy") return false;
    for (std::size_t i = first; i + 1 < last; ++i)
      if (word(i) == "from" && word(i + 1) == "stdin") return true;
    return false;
  }

  /// A quote is a token up to the end, a comment none.
  std::size_t open_at() const {
    const std::size_t behind = tokens_.empty() ? 0 : tokens_.back().end;
    const std::size_t comment = text_.find("/*", behind);
    if (comment != text_.npos) return comment;
    return tokens_.empty() ? 0 : tokens_.back().begin;
  }

  /// A trigger of SQLite, a function of PostgreSQL.
  bool has_body(std::size_t first) const {
    if (word(first) != "create") return false;
    for (std::size_t i = first + 1; i < first + 4; ++i) {
      const std::string name = word(i);
      if (is_sqlite_ ? name == "trigger" : name == "function" || name == "procedure") return true;
    }
    return false;
  }

  /// How much deeper the body is behind this token.
  int step(std::size_t first, std::size_t i) {
    if (i == first) is_inside_ = false;
    const std::string name = word(i);
    const bool begins = name == "begin" && (is_sqlite_ || word(i + 1) == "atomic");
    if (begins) is_inside_ = true;
    if (begins || (is_inside_ && name == "case")) return 1;
    return is_inside_ && name == "end" ? -1 : 0;
  }

  std::string_view text_;
  bool is_sqlite_;
  bool is_inside_ = false;
  std::vector<migrate::SqlToken> tokens_;
  CutText cut_;
};

}  // namespace

CutText cut_statements(std::string_view text, std::string_view dialect) {
  return Cutter{text, dialect}.run();
}

}  // namespace tenon::lint
