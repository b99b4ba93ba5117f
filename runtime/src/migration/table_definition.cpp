#include "migration/table_definition.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>
#include <utility>

#include "migration/sql_meaning.hpp"
#include "migration/sql_words.hpp"

namespace tenon::detail {
namespace {

using Kind = SqlWord::Kind;

/// 0.50 is 0.5, 1e3 is 1000.
std::string one_number(const std::string& text) {
  double number = 0;
  const char* const end = text.data() + text.size();
  const bool is_fraction = text.find_first_of(".e") != std::string::npos;
  const auto read = std::from_chars(text.data(), end, number);
  if (!is_fraction || read.ec != std::errc{} || read.ptr != end) return text;
  std::array<char, 32> digits{};
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  return {digits.data(), written.ptr};
}

bool begins_constraint(const SqlWord& word) {
  static constexpr std::array<std::string_view, 13> words{
      "constraint", "primary", "not",        "null",      "unique", "default",   "check",
      "collate",    "on",      "references", "generated", "as",     "deferrable"};
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view one) { return word.is(one); });
}

class DefinitionReader {
 public:
  explicit DefinitionReader(std::string_view sql) : sql_(sql), words_(sql_words(sql)) {}

  TableDefinition run() {
    while (!is_end() && !peek().is("(") && !peek().is("using")) ++at_;
    if (!peek().is("(")) {
      add(compared(words_between(0, words_.size() - 1)), "what is no plain table", {});
      return std::move(made_);
    }
    ++at_;
    while (!is_end() && !peek().is(")")) {
      if (is_table_constraint()) {
        column_.clear();
        do {
          read_constraint();
        } while (!is_over() && !is_table_constraint());
      } else {
        read_column();
      }
      accept(",");
    }
    ++at_;
    read_options();
    require_keys();
    return std::move(made_);
  }

 private:
  const SqlWord& peek(std::size_t ahead = 0) const {
    return words_[std::min(at_ + ahead, words_.size() - 1)];
  }
  bool is_end() const { return peek().kind == Kind::end; }
  bool accept(std::string_view word) {
    if (!peek().is(word)) return false;
    ++at_;
    return true;
  }
  Words words_between(std::size_t begin, std::size_t end) const {
    return {words_.begin() + static_cast<std::ptrdiff_t>(begin),
            words_.begin() + static_cast<std::ptrdiff_t>(end)};
  }
  /// As it is written.
  std::string said(std::size_t begin) const {
    if (begin >= at_) return {};
    return std::string{sql_.substr(words_[begin].begin, words_[at_ - 1].end - words_[begin].begin)};
  }
  /// With its parentheses.
  Words enclosed() {
    const std::size_t begin = at_;
    for (int depth = 0; !is_end();) {
      if (peek().is("(")) ++depth;
      if (peek().is(")")) --depth;
      ++at_;
      if (depth <= 0) break;
    }
    return words_between(begin, at_);
  }

  void add(std::string meaning, std::string text, std::set<std::string> columns) {
    made_.parts.push_back({std::move(meaning), {}, std::move(text), std::move(columns)});
  }
  std::set<std::string> names_in(const Words& words) const {
    std::set<std::string> names;
    if (!column_.empty()) names.insert(column_);
    for (const SqlWord& word : words) {
      if (word.kind == Kind::bare || word.kind == Kind::quoted) names.insert(word.name());
    }
    return names;
  }
  std::string of_column() const {
    return column_.empty() ? "" : " of column " + made_.columns.back().name;
  }

  bool is_table_constraint() const {
    if (peek().kind != Kind::bare) return false;
    return peek().is("constraint") || (peek().is("primary") && peek(1).is("key")) ||
           (peek().is("unique") && peek(1).is("(")) || (peek().is("check") && peek(1).is("(")) ||
           (peek().is("foreign") && peek(1).is("key"));
  }

  void read_column() {
    column_ = peek().name();
    made_.columns.push_back({peek().text, {}});
    const std::size_t begin = ++at_;
    if (words_[begin - 1].kind == Kind::bare) made_.columns.back().name = said(begin - 1);
    while (!is_over() && !begins_constraint(peek())) {
      if (peek().is("(")) {
        enclosed();
      } else {
        ++at_;
      }
    }
    made_.columns.back().type = said(begin);
    while (!is_over()) read_constraint();
  }
  bool is_over() const { return is_end() || peek().is(",") || peek().is(")"); }

  /// One of a column, or of the table when there is none.
  void read_constraint() {
    if (accept("constraint")) ++at_;
    const std::size_t begin = at_;
    if (accept("primary")) {
      accept("key");
      read_key("primary key", begin);
    } else if (accept("unique")) {
      read_key("unique", begin);
    } else if (peek().is("not") && peek(1).is("null")) {
      at_ += 2;
      add("not null of " + column_, "not null" + of_column(), {column_});
      read_conflict("not null of " + column_);
    } else if (accept("check")) {
      const Words condition = enclosed();
      const std::string meaning = "check " + compared(without_parentheses(condition));
      add(meaning, said(begin), names_in(condition));
      read_conflict(meaning);
    } else if (accept("default")) {
      read_default(begin);
    } else if (accept("collate")) {
      const std::string name = peek().name();
      ++at_;
      if (name != "binary")
        add("collate " + name + " of " + column_, said(begin) + of_column(), {column_});
    } else if (accept("foreign")) {
      accept("key");
      const Words columns = enclosed();
      read_reference(columns, begin);
    } else if (peek().is("references")) {
      SqlWord self;
      self.kind = Kind::quoted;
      self.text = column_;
      read_reference({self}, begin);
    } else if (peek().is("as") || peek().is("generated")) {
      read_generated(begin);
    } else if (!accept("null")) {
      read_other(begin);
    }
  }

  void read_key(const std::string& what, std::size_t begin) {
    std::string columns = column_;
    std::set<std::string> about{column_};
    if (column_.empty()) {
      const Words list = enclosed();
      columns = key_parts(list);
      about = names_in(list);
    }
    if (accept("desc")) columns += " desc";
    accept("asc");
    const std::string meaning = what + " (" + columns + ")";
    const std::string text = said(begin) + of_column();
    if (what == "primary key") keys_ = about;
    add(meaning, text, about);
    // AUTOINCREMENT stands behind the clause.
    read_conflict(meaning);
    if (accept("autoincrement"))
      add("autoincrement of " + columns, "autoincrement" + of_column(), about);
  }

  /// `abort` is what every constraint has.
  void read_conflict(const std::string& of) {
    if (!peek().is("on") || !peek(1).is("conflict")) return;
    at_ += 2;
    const std::string way = peek().text;
    ++at_;
    if (way == "abort") return;
    const TableDefinition::Part& part = made_.parts.back();
    add("on conflict " + way + " of " + of, "on conflict " + way + " of " + part.text,
        part.columns);
  }

  void read_default(std::size_t begin) {
    Words value;
    if (peek().is("(")) {
      value = without_parentheses(enclosed());
    } else {
      const std::size_t from = at_;
      while (peek().is("-") || peek().is("+")) ++at_;
      const bool is_blob = peek().is("x") && peek(1).kind == Kind::text;
      at_ += is_blob ? 2 : 1;
      value = words_between(from, at_);
    }
    std::string meaning;
    for (const SqlWord& word : value) {
      // '0' and 0 are one where numbers are kept, and a text in double quotes is a text.
      const bool is_literal = value.size() <= 2 && word.kind == Kind::text;
      if (word.is("+") && meaning.empty()) continue;
      const bool is_quoted_text = value.size() == 1 && word.kind == Kind::quoted;
      const std::string one = word.is("true")                ? "1"
                              : word.is("false")             ? "0"
                              : is_literal || is_quoted_text ? one_number(word.text)
                                                             : one_number(compared(word));
      meaning += (meaning.empty() || meaning == "-" ? "" : " ") + one;
    }
    if (value.size() == 1 && value[0].is("null")) return;
    add("default of " + column_ + ": " + meaning, said(begin) + of_column(), {column_});
  }

  void read_generated(std::size_t begin) {
    accept("generated");
    accept("always");
    accept("as");
    const Words expression = enclosed();
    const bool is_stored = accept("stored");
    if (!is_stored) accept("virtual");
    add("generated " + column_ + (is_stored ? " stored " : " virtual ") +
            compared(without_parentheses(expression)),
        said(begin) + of_column(), {column_});
  }

  void read_reference(const Words& columns, std::size_t begin) {
    accept("references");
    std::string meaning =
        "foreign key (" + key_parts(columns) + ") references " + folded_name(peek().text);
    ++at_;
    std::string targets;
    if (peek().is("(")) targets = key_parts(enclosed());
    std::string deleted;
    std::string updated;
    bool is_deferred = false;
    while (!is_over()) {
      if (peek().is("on") && (peek(1).is("delete") || peek(1).is("update"))) {
        const bool is_delete = peek(1).is("delete");
        at_ += 2;
        (is_delete ? deleted : updated) = action();
      } else if (accept("match")) {
        ++at_;  // SQLite reads it and does nothing about it
      } else if (peek().is("deferrable") || (peek().is("not") && peek(1).is("deferrable"))) {
        is_deferred = read_deferrable();
      } else {
        break;
      }
    }
    if (!deleted.empty()) meaning += " on delete " + deleted;
    if (!updated.empty()) meaning += " on update " + updated;
    if (is_deferred) meaning += " initially deferred";
    made_.parts.push_back({meaning, targets, said(begin) + of_column(), names_in(columns)});
  }
  std::string action() {
    std::string text = peek().text;
    const bool is_two = peek().is("set") || peek().is("no");
    ++at_;
    if (!is_two) return text;
    text += " " + peek().text;
    ++at_;
    return text == "no action" ? "" : text;
  }
  bool read_deferrable() {
    const bool is_not = accept("not");
    accept("deferrable");
    if (!accept("initially")) return false;
    const bool is_deferred = peek().is("deferred");
    ++at_;
    return is_deferred && !is_not;
  }

  void read_other(std::size_t begin) {
    ++at_;
    while (!is_over() && !begins_constraint(peek())) {
      if (peek().is("(")) {
        enclosed();
      } else {
        ++at_;
      }
    }
    const Words words = words_between(begin, at_);
    add(compared(words) + of_column(), said(begin) + of_column(), names_in(words));
  }

  void read_options() {
    while (!is_end() && !peek().is(";")) {
      const std::size_t begin = at_;
      while (!is_over() && !peek().is(";")) ++at_;
      const std::string text = compared(words_between(begin, at_));
      if (!text.empty()) add("table " + text, text, {});
      if (!accept(",") && begin == at_) ++at_;
    }
  }

  /// NOT NULL goes without saying: of a rowid, and of a key where the table is strict or has none.
  void require_keys() {
    for (const std::string& key : keys_) {
      made_.parts.push_back({"not null of " + key, {}, {}, {key}});
    }
  }

  std::string_view sql_;
  Words words_;
  std::size_t at_ = 0;
  std::string column_;  ///< whose definition is read, folded; "": one of the table's own
  std::set<std::string> keys_;
  TableDefinition made_;
};

}  // namespace

const TableDefinition::Column* TableDefinition::find(std::string_view column) const {
  const std::string wanted = folded_name(column);
  for (const Column& one : columns)
    if (folded_name(one.name) == wanted) return &one;
  return nullptr;
}

bool TableDefinition::has(const Part& part) const {
  return std::any_of(parts.begin(), parts.end(), [&](const Part& one) {
    const bool is_same_place =
        one.targets.empty() || part.targets.empty() || one.targets == part.targets;
    return one.meaning == part.meaning && is_same_place;
  });
}

TableDefinition read_table_definition(std::string_view sql) { return DefinitionReader{sql}.run(); }

}  // namespace tenon::detail
