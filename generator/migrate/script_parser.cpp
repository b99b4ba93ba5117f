#include <algorithm>
#include <charconv>
#include <utility>

#include "base/names.hpp"
#include "base/text.hpp"
#include "migrate/script.hpp"
#include "migrate/sql_tokens.hpp"
#include "migrate/statement_check.hpp"

namespace tenon::migrate {
namespace {

class Parser {
 public:
  Parser(const base::Sources& sources, int source, base::Diagnostics& diagnostics)
      : text_(sources.text(source)), source_(source), diagnostics_(diagnostics) {}

  Script run() {
    if (const std::size_t nul = text_.find('\0'); nul != std::string_view::npos) {
      error({source_, nul, nul + 1}, "there is a NUL byte in this text");
      return std::move(script_);
    }
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    const std::size_t begin = base::starts_with(text_, byte_order_mark) ? 3 : 0;
    for (std::size_t at = begin; at < text_.size();) {
      std::size_t end = text_.find('\n', at);
      end = end == std::string_view::npos ? text_.size() : end + 1;
      if (is_conflict(at, end)) return std::move(script_);
      read_line(at, end);
      at = end;
    }
    end_statement(text_.size());
    if (script_.id.empty()) {
      error({source_, 0, 0}, "the file does not begin with '-- tenon: revision <id>'");
    }
    return std::move(script_);
  }

 private:
  void error(base::Span span, std::string message, std::string hint = {}) {
    diagnostics_.error("revision-script", span, std::move(message), std::move(hint));
  }

  void read_line(std::size_t begin, std::size_t end) {
    const std::string_view line = base::trim(text_.substr(begin, end - begin));
    const base::Span span{source_, begin, begin + line.size()};
    if (base::starts_with(line, marker) && !is_text(begin)) {
      const std::string_view rest = base::trim(line.substr(marker.size()));
      const std::size_t space = rest.find(' ');
      const std::string word{rest.substr(0, space)};
      const std::string_view tail =
          space == rest.npos ? std::string_view{} : base::trim(rest.substr(space));
      if (is_inside_text(word, begin, end)) {
        error(span, "this line is inside a text of the statement above, which does not say so",
              "say it: '-- tenon: statement holds-markers'");
        holds_markers_ = true;
      } else if (word == "statement") {
        end_statement(begin);
        begin_statement(tail, span, end);
      } else if (word == was_word && in_statement_) {
        read_was(text_.substr(begin, end - begin));
      } else if (word != allow_word) {
        read_head(word, tail, span);
      }
    } else if (!in_statement_ && !line.empty() && !base::starts_with(line, "--")) {
      if (!std::exchange(has_stray_sql_, true)) {
        error(span, "SQL before the first '-- tenon: statement'");
      }
    }
  }

  /// Neither side of a merge is what anybody wrote.
  bool is_conflict(std::size_t begin, std::size_t end) {
    const std::string_view line = base::trim(text_.substr(begin, end - begin));
    if (line.empty() || text_[begin] != line.front() || !base::is_merge_mark(line)) return false;
    bool is_open = false;
    if (in_statement_) sql_tokens(text_.substr(body_, begin - body_), &is_open);
    if (is_open) return false;
    error({source_, begin, begin + line.size()},
          "a merge in version control left this line, and both sides of a conflict",
          "say what the script is to do, without the marks");
    return true;
  }

  bool is_open(std::size_t begin, std::size_t end) const {
    bool unterminated = false;
    sql_tokens(text_.substr(begin, end - begin), &unterminated);
    return unterminated;
  }

  /// Whether the line is inside a quote of a statement that says that it has such lines.
  bool is_text(std::size_t line) const {
    return in_statement_ && holds_markers_ && is_open(body_, line);
  }

  /// Whether the line is inside a quote of a statement that does not say that. Of a quote that does
  /// not end, what stands behind the line is right.
  bool is_inside_text(const std::string& word, std::size_t line, std::size_t next) const {
    const bool is_ours = word == was_word || word == allow_word;
    if (!in_statement_ || is_ours || !is_open(body_, line)) return false;
    if (word != "statement") return true;
    const std::size_t end = text_.find("\n" + std::string{marker} + " statement", next);
    return is_open(next, std::min(end, text_.size()));
  }

  /// A line of the table that this statement's takes the place of.
  void read_was(std::string_view line) {
    line.remove_prefix(line.find(was_word) + was_word.size());
    if (base::starts_with(line, " ")) line.remove_prefix(1);
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
    statement_.was += (statement_.was.empty() ? "" : "\n") + std::string{line};
  }

  void read_head(const std::string& word, std::string_view tail, base::Span span) {
    const std::vector<std::string> known = {"revision",
                                            "parents",
                                            "message",
                                            "script",
                                            "hazard",
                                            "accept",
                                            "edited",
                                            "statement",
                                            std::string{allow_word},
                                            std::string{was_word}};
    if (in_statement_ && std::find(known.begin(), known.end(), word) != known.end()) {
      return error(span, "'-- tenon: " + word + "' belongs into the head of the file",
                   "move it above the first '-- tenon: statement'");
    }
    if (word == was_word) {
      error(span, "'-- tenon: was' belongs below a '-- tenon: statement'");
    } else if (word == "revision") {
      script_.id = tail;
    } else if (word == "parents") {
      if (tail != "none") script_.parents = base::split(tail, " ");
    } else if (word == "message") {
      script_.message = tail;
    } else if (word == "script") {
      read_kind(tail, span);
    } else if (word == "hazard") {
      const std::size_t colon = tail.find(": ");
      if (colon == tail.npos) return error(span, "a hazard is '<code>: <message>'");
      script_.hazards.push_back(
          {std::string{tail.substr(0, colon)}, std::string{tail.substr(colon + 2)}});
    } else if (word == "accept") {
      accept(reason(tail, "loses_data", span), span);
    } else if (word == "edited") {
      script_.edited = reason(tail, "data-only", span);
    } else if (word == "accept?") {
      answered_ = script_.hazards.size();
    } else {
      error(span, "unknown word '" + word + "' after '-- tenon:'", base::did_you_mean(word, known));
    }
  }

  /// A reason is for the losses above it that no line before has answered.
  void accept(const std::string& why, base::Span span) {
    if (why.empty()) return;
    bool is_about_some = false;
    for (; answered_ < script_.hazards.size(); ++answered_) {
      const schema::Hazard& hazard = script_.hazards[answered_];
      if (hazard.code != "loses_data") continue;
      script_.accepted[hazard.message] = why;
      is_about_some = true;
    }
    if (is_about_some) return;
    error(span, "this accepts nothing: no loss stands above it without an answer of its own",
          "a reason stands below the lines '-- tenon: hazard loses_data: …' that it is for, in "
          "place of the line '-- tenon: accept? …'");
  }

  void read_kind(std::string_view tail, base::Span span) {
    const std::vector<std::string> words = base::split(tail, " ");
    if (words.size() != 2 || (words[1] != "up" && words[1] != "down")) {
      return error(span, "expected '-- tenon: script <database> up' or '… down'");
    }
    script_.dialect = words[0];
    script_.direction = words[1] == "up" ? Direction::up : Direction::down;
  }

  std::string reason(std::string_view tail, std::string_view of, base::Span span) {
    const std::string start = std::string{of} + ":";
    std::string found;
    if (base::starts_with(tail, start)) found = base::trim(tail.substr(start.size()));
    if (found.empty() || base::starts_with(found, "write here why")) {
      error(span, "expected '" + start + " <reason>'",
            "say in your own words why this is right; reviewers read it");
      found.clear();
    }
    return found;
  }

  void begin_statement(std::string_view options, base::Span span, std::size_t body) {
    in_statement_ = true;
    body_ = body;
    holds_markers_ = false;
    statement_ = {};
    statement_.span = span;
    if (!script_.statements.empty()) statement_.group = script_.statements.back().group;
    while (!options.empty()) {
      const std::size_t end = option_end(options);
      read_option(options.substr(0, end), span);
      options = base::trim(options.substr(end));
    }
  }

  /// Quoted names may hold spaces.
  static std::size_t option_end(std::string_view options) {
    bool is_quoted = false;
    std::size_t end = 0;
    for (; end < options.size() && (is_quoted || options[end] != ' '); ++end) {
      if (options[end] == '"') is_quoted = !is_quoted;
    }
    return end;
  }

  void read_option(std::string_view option, base::Span span) {
    if (option == "no-transaction") {
      statement_.is_transactional = false;
    } else if (option == "holds-markers") {
      holds_markers_ = true;
    } else if (base::starts_with(option, "group=")) {
      int group = 0;
      if (!is_number(option.substr(6), group) || group < statement_.group) {
        return error(span, "a group is a number that is not below the one before it");
      }
      statement_.group = group;
    } else if (base::starts_with(option, "rebuilds=")) {
      statement_.rebuilds = read_names(option.substr(9), ',');
    } else if (base::starts_with(option, "batch=")) {
      if (!is_number(option.substr(6), statement_.batches.rows) || statement_.batches.rows < 1)
        error(span, "'" + std::string{option} + "' holds no number of rows");
    } else if (base::starts_with(option, "table=")) {
      const std::vector<std::string> parts = read_names(option.substr(6), '.');
      if (parts.size() != 2) return error(span, "a table is named with its schema: 'table=a.b'");
      statement_.batches.table = {parts[0], parts[1]};
    } else if (base::starts_with(option, "code=")) {
      statement_.code = option.substr(5);
      if (!base::is_identifier(statement_.code))
        error(span, "a step in C++ has a name of letters, digits and underscores: 'code=fill'");
    } else if (base::starts_with(option, "key=")) {
      statement_.batches.key = read_names(option.substr(4), ',');
    } else if (base::starts_with(option, "undoes=")) {
      read_number(option, option.substr(7), span, statement_.undoes);
    } else if (base::starts_with(option, "stopped=")) {
      const std::string_view range = option.substr(8);
      const std::size_t dash = std::min(range.find('-'), range.size());
      read_number(option, range.substr(0, dash), span, statement_.stopped_from);
      read_number(option, range.substr(std::min(dash + 1, range.size())), span,
                  statement_.stopped_to);
    } else {
      error(span, "unknown option '" + std::string{option} + "' of a statement",
            base::did_you_mean(option, {"group=", "no-transaction",
                                        "rebuilds=", "undoes=", "stopped=", "holds-markers",
                                        "batch=", "table=", "key=", "code="}));
    }
  }

  static bool is_number(std::string_view digits, int& number) {
    const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return code == std::errc{} && end == digits.data() + digits.size() && number >= 0;
  }

  void read_number(std::string_view option, std::string_view digits, base::Span span, int& number) {
    if (is_number(digits, number)) return;
    error(span, "'" + std::string{option} + "' holds no number of statements");
  }

  static std::vector<std::string> read_names(std::string_view names, char separator) {
    std::vector<std::string> read;
    std::string name;
    bool is_quoted = false;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const char c = names[i];
      if (c == '"' && is_quoted && i + 1 < names.size() && names[i + 1] == '"') {
        name += names[i++];
      } else if (c == '"') {
        is_quoted = !is_quoted;
      } else if (c == separator && !is_quoted) {
        read.push_back(std::exchange(name, {}));
      } else {
        name += c;
      }
    }
    read.push_back(name);
    return read;
  }

  void end_statement(std::size_t end) {
    if (!in_statement_) return;
    const std::string_view body = text_.substr(body_, end - body_);
    bool unterminated = false;
    std::vector<SqlToken> tokens = sql_tokens(body, &unterminated);
    while (!tokens.empty() && body[tokens.back().begin] == ';') tokens.pop_back();
    if (unterminated) error(statement_.span, "a quote or comment of this statement does not end");
    if (tokens.empty() == statement_.code.empty()) {
      return error(statement_.span,
                   tokens.empty() ? "there is no SQL after this line"
                                  : "a step in C++ stands in place of SQL, and some follows",
                   tokens.empty() ? "" : "put a line '-- tenon: statement' before the SQL");
    }
    if (!tokens.empty()) check_tokens(body, tokens);
    check_statement(script_, statement_, body, diagnostics_);
    if (!tokens.empty()) {
      statement_.sql =
          as_written(body.substr(tokens.front().begin, tokens.back().end - tokens.front().begin));
      statement_.text = {source_, body_ + tokens.front().begin, body_ + tokens.back().end};
    }
    script_.statements.push_back(statement_);
  }

  /// A checkout that ends all lines with CR LF has done that inside texts, too.
  std::string as_written(std::string_view sql) const {
    const std::size_t line = text_.find('\n');
    const bool has_other_ends = line != text_.npos && line > 0 && text_[line - 1] == '\r';
    return has_other_ends ? base::replace_all(std::string{sql}, "\r\n", "\n") : std::string{sql};
  }

  void runners_own(const base::Span& span, const std::string& verb) {
    error(span, "'" + verb + "' in a migration: the runner begins and ends transactions",
          "statements with the same 'group=' share one");
  }

  void check_tokens(std::string_view body, const std::vector<SqlToken>& tokens) {
    const auto word = [&](std::size_t i) {
      if (i >= tokens.size()) return std::string{};
      return base::to_lower(body.substr(tokens[i].begin, tokens[i].end - tokens[i].begin));
    };
    const base::Span first{source_, body_ + tokens[0].begin, body_ + tokens[0].end};
    for (const char* const verb :
         {"begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release"}) {
      if (word(0) == verb) return runners_own(first, word(0));
    }
    if (word(0) == "prepare" && word(1) == "transaction") return runners_own(first, word(0));
    // A trigger's body holds statements.
    const bool is_trigger = word(0) == "create" && (word(1) == "trigger" || word(2) == "trigger");
    for (std::size_t i = 0; i < tokens.size() && !is_trigger; ++i) {
      if (body[tokens[i].begin] != ';' || i + 1 == tokens.size()) continue;
      const SqlToken& next = tokens[i + 1];
      return error({source_, body_ + next.begin, body_ + next.end},
                   "a second statement after one '-- tenon: statement'",
                   "put a line '-- tenon: statement' before it");
    }
  }

  std::string_view text_;
  int source_;
  base::Diagnostics& diagnostics_;
  Script script_;
  bool in_statement_ = false;
  std::size_t answered_ = 0;  ///< hazards that stand above the last line with an answer
  bool has_stray_sql_ = false;
  bool holds_markers_ = false;
  std::size_t body_ = 0;
  ScriptStatement statement_;
};

}  // namespace

Script parse_script(const base::Sources& sources, int source, base::Diagnostics& diagnostics) {
  return Parser{sources, source, diagnostics}.run();
}

}  // namespace tenon::migrate
