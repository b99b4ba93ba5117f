// CSV as RFC 4180 writes it: commas, quotes doubled inside of quotes, lines that end with LF or
// CRLF.
#include "base/text.hpp"
#include "command/seed_file.hpp"

namespace tenon::command {
namespace {

using base::JsonNode;

struct CsvCell {
  std::string text;
  base::Span span;
  bool is_quoted = false;
};

class CsvReader {
 public:
  CsvReader(int source, const base::Sources& sources, base::Diagnostics& diagnostics)
      : source_(source), text_(sources.text(source)), diagnostics_(diagnostics) {}

  std::vector<JsonNode> run() {
    if (const std::size_t bad = base::find_invalid_utf8(text_); bad != std::string_view::npos) {
      error({source_, bad, bad + 1}, "the file is not UTF-8", "save it as UTF-8");
      return {};
    }
    if (base::starts_with(text_, "\xef\xbb\xbf")) at_ = 3;
    if (at_ == text_.size()) {
      error({source_, 0, 0}, "the file has no line of names", "its first line names the columns");
      return {};
    }
    const std::vector<CsvCell> names = line();
    check_names(names);
    std::vector<JsonNode> rows;
    while (at_ < text_.size() && !is_broken_) {
      const std::size_t begin = at_;
      const std::vector<CsvCell> cells = line();
      if (cells.size() == 1 && cells[0].text.empty() && !cells[0].is_quoted) continue;
      if (is_broken_) break;
      if (cells.size() == names.size()) {
        rows.push_back(row(names, cells));
        continue;
      }
      error({source_, begin, begin + 1},
            "the line has " + std::to_string(cells.size()) + " cells, and there are " +
                std::to_string(names.size()) + " names",
            "a comma in a text stands in quotes: \"a, b\"");
      break;
    }
    return rows;
  }

 private:
  void error(base::Span span, std::string message, std::string hint) {
    diagnostics_.error(seed_code, span, std::move(message), std::move(hint));
    is_broken_ = true;
  }

  bool is_end_of_line() const {
    return at_ == text_.size() || text_[at_] == '\n' ||
           base::starts_with(text_.substr(at_), "\r\n");
  }

  std::vector<CsvCell> line() {
    std::vector<CsvCell> cells;
    while (true) {
      cells.push_back(text_.substr(at_, 1) == "\"" ? quoted() : plain());
      if (at_ < text_.size() && text_[at_] == ',') {
        ++at_;
        continue;
      }
      if (is_end_of_line()) break;
      error({source_, at_, at_ + 1}, "text stands behind the closing quote of a cell",
            "a quote inside of quotes is written twice: \"say \"\"hi\"\"\"");
      at_ = text_.size();
    }
    if (at_ < text_.size()) at_ += text_[at_] == '\r' ? 2 : 1;
    return cells;
  }

  CsvCell plain() {
    const std::size_t begin = at_;
    while (!is_end_of_line() && text_[at_] != ',') ++at_;
    const std::size_t end = at_ == begin ? begin + 1 : at_;
    return {std::string{text_.substr(begin, at_ - begin)}, {source_, begin, end}, false};
  }

  CsvCell quoted() {
    CsvCell cell{{}, {source_, at_, at_}, true};
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        if (text_.substr(at_ + 1, 1) != "\"") break;
        ++at_;
      }
      cell.text += text_[at_];
    }
    if (at_ == text_.size())
      error({source_, cell.span.begin, cell.span.begin + 1}, "the quote is never closed",
            "a quote inside of quotes is written twice: \"say \"\"hi\"\"\"");
    else
      ++at_;
    cell.span.end = at_;
    return cell;
  }

  void check_names(const std::vector<CsvCell>& names) {
    for (std::size_t at = 0; at < names.size(); ++at)
      for (std::size_t before = 0; before < at; ++before)
        if (names[before].text == names[at].text)
          error(names[at].span, "the name '" + names[at].text + "' stands twice",
                "each column is named once");
  }

  JsonNode row(const std::vector<CsvCell>& names, const std::vector<CsvCell>& cells) const {
    JsonNode row;
    row.kind = JsonNode::Kind::object;
    row.span = cells.front().span;
    for (std::size_t at = 0; at < cells.size(); ++at) {
      JsonNode value;
      const bool is_null = cells[at].text.empty() && !cells[at].is_quoted;
      value.kind = is_null ? JsonNode::Kind::null : JsonNode::Kind::string;
      value.text = cells[at].text;
      value.span = cells[at].span;
      row.members.push_back({names[at].text, names[at].span, std::move(value)});
    }
    return row;
  }

  int source_;
  std::string_view text_;
  base::Diagnostics& diagnostics_;
  std::size_t at_ = 0;
  bool is_broken_ = false;
};

}  // namespace

std::vector<JsonNode> read_csv(int source, const base::Sources& sources,
                               base::Diagnostics& diagnostics) {
  return CsvReader{source, sources, diagnostics}.run();
}

}  // namespace tenon::command
