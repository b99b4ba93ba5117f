#include "csv.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace chinook {

namespace {

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool at_end() const { return at_ == text_.size(); }

  CsvRow row() {
    CsvRow fields;
    do {
      fields.push_back(field());
    } while (skip(','));
    skip('\r');
    if (!skip('\n') && !at_end()) throw std::runtime_error("csv: a quote inside a field");
    return fields;
  }

 private:
  bool skip(char expected) {
    if (at_end() || text_[at_] != expected) return false;
    ++at_;
    return true;
  }

  std::optional<std::string> field() {
    if (skip('"')) return quoted();
    const std::size_t end = std::min(text_.find_first_of(",\r\n\"", at_), text_.size());
    std::string value{text_.substr(at_, end - at_)};
    at_ = end;
    if (value.empty()) return std::nullopt;
    return value;
  }

  std::string quoted() {
    std::string value;
    for (;;) {
      const std::size_t end = text_.find('"', at_);
      if (end == text_.npos) throw std::runtime_error("csv: a quote is never closed");
      value += text_.substr(at_, end - at_);
      at_ = end + 1;
      if (!skip('"')) return value;
      value += '"';
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

Csv parse_csv(std::string_view text) {
  Reader reader{text};
  Csv csv;
  for (const std::optional<std::string>& name : reader.row()) {
    csv.header.push_back(name.value_or(""));
  }
  while (!reader.at_end()) {
    CsvRow row = reader.row();
    if (row.size() != csv.header.size()) throw std::runtime_error("csv: a row of another length");
    csv.rows.push_back(std::move(row));
  }
  return csv;
}

Csv read_csv(const std::string& file) {
  std::ifstream in{CHINOOK_DIR "/data/" + file, std::ios::binary};
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) throw std::runtime_error("cannot read " + file);
  return parse_csv(text.str());
}

}  // namespace chinook
