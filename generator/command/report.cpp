#include "command/report.hpp"

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/text.hpp"
#include "command/failure.hpp"

namespace tenon::command {
namespace {

/// So many lines of a statement are shown whole.
constexpr std::size_t few_lines = 12;
constexpr std::size_t lines_before = 2;
constexpr std::size_t lines_after = 3;
constexpr std::size_t longest_line = 200;

bool is_word(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// What a server's message names: the quoted texts ("nme", 'users'), and, for SQLite, the word at
/// the end (no such column: nme).
std::vector<std::string> names_in(std::string_view message) {
  std::vector<std::string> names;
  for (const char quote : {'"', '\''}) {
    for (std::size_t at = 0; (at = message.find(quote, at)) != message.npos;) {
      const std::size_t end = message.find(quote, at + 1);
      if (end == message.npos) break;
      if (end > at + 1) names.emplace_back(message.substr(at + 1, end - at - 1));
      at = end + 1;
    }
  }
  for (const std::string_view before : {": ", "named "}) {
    for (std::size_t at = 0; (at = message.find(before, at)) != message.npos;) {
      at += before.size();
      std::size_t end = at;
      while (end < message.size() && is_word(message[end])) ++end;
      if (end > at) names.emplace_back(message.substr(at, end - at));
    }
  }
  return names;
}

bool holds_word(std::string_view line, const std::string& word) {
  for (std::size_t at = 0; (at = line.find(word, at)) != line.npos; ++at) {
    const bool begins = at == 0 || !is_word(line[at - 1]) || !is_word(word.front());
    const std::size_t end = at + word.size();
    if (begins && (end >= line.size() || !is_word(line[end]) || !is_word(word.back()))) return true;
  }
  return false;
}

/// The line that fewest others are like: a name that stands in one line alone says most.
std::size_t line_of(const std::vector<std::string>& lines, std::string_view message) {
  std::size_t best = 0;
  std::size_t fewest = lines.size();
  for (const std::string& name : names_in(message)) {
    const auto holds = [&](const std::string& line) { return holds_word(line, name); };
    const auto first = std::find_if(lines.begin(), lines.end(), holds);
    const auto count = static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), holds));
    if (count == 0 || count >= fewest) continue;
    fewest = count;
    best = static_cast<std::size_t>(first - lines.begin());
  }
  return best;
}

std::string left_out(std::size_t count) {
  return "… (" + std::to_string(count) + (count == 1 ? " more line)\n" : " more lines)\n");
}

/// Never cut inside a character.
std::string shortened(const std::string& line) {
  if (line.size() <= longest_line) return line;
  std::size_t kept = longest_line;
  while (kept > 0 && (static_cast<unsigned char>(line[kept]) & 0xc0U) == 0x80) --kept;
  return line.substr(0, kept) + "…";
}

/// Whether what does not exist is called by its schema, too: `function public.price(bigint)`.
bool says_schema(std::string_view message) {
  const std::size_t end = message.find(" does not exist");
  const std::string_view before = message.substr(0, end);
  const std::size_t begin = before.rfind(": ");
  if (end == std::string_view::npos || begin == std::string_view::npos) return false;
  const std::string_view name = before.substr(begin);
  return name.substr(0, name.find('(')).find('.') != std::string_view::npos;
}

/// What a beginner has to know, and the error does not say. SQLSTATEs: PostgreSQL manual, appendix
/// A.
std::string hint_of(const Error& error) {
  if (error.sqlstate() == "42501")
    return "revisions run as the role that owns the tables; an application's role gets its rights "
           "by `tenon grants`";
  if (error.sqlstate() == "25006")
    return "the server is a standby, or default_transaction_read_only is set for the role or the "
           "database: `options=-c%20default_transaction_read_only=off` in the URL's query writes "
           "all the same";
  if (error.kind() != ErrorKind::migration) return {};
  if (base::starts_with(error.what(), "there is no revision '"))
    return "`tenon history` lists them";
  if (std::string_view{error.what()}.find(" was adopted: ") != std::string_view::npos)
    return "`tenon stamp base` forgets what is applied, and leaves the tables as they are";
  if (base::starts_with(error.what(), "the history would forget "))
    return "`tenon stamp --forget …` takes them out of the history; what they made stays";
  const bool is_undefined = error.sqlstate() == "42P01" || error.sqlstate() == "42704" ||
                            error.sqlstate() == "42883";  // table, object, function
  if (!is_undefined) return {};
  if (says_schema(error.what()))
    return "it has to be there before: made by hand, or by a revision of your own SQL, "
           "`tenon revision --empty`";
  return "a revision runs with an empty search_path: say the schema of each name, as in "
         "public.users";
}

}  // namespace

std::string excerpt(std::string_view sql, std::string_view message) {
  const std::vector<std::string> lines = base::split_lines(std::string{sql});
  std::size_t begin = 0;
  std::size_t end = lines.size();
  if (lines.size() > few_lines) {
    const std::size_t at = line_of(lines, message);
    begin = at > lines_before ? at - lines_before : 0;
    end = std::min(lines.size(), at + lines_after + 1);
  }
  std::string text;
  // The first line says what kind of statement it is.
  if (begin > 0) text += lines[0] + "\n";
  if (begin > 1) text += left_out(begin - 1);
  for (std::size_t i = begin; i < end; ++i) {
    text += shortened(lines[i]) + "\n";
  }
  if (end < lines.size()) text += left_out(lines.size() - end);
  return text;
}

std::string place_of(const Error& error, const migrate::Store& store, migrate::Direction direction,
                     const base::Sources& sources) {
  if (error.kind() != ErrorKind::migration || error.statement().empty()) return {};
  const std::string_view message = error.what();
  for (const migrate::StoredRevision& revision : store.revisions) {
    if (message.find("'" + revision.id + "'") == message.npos) continue;
    for (const auto& [dialect, scripts] : revision.dialects) {
      const bool is_up = direction == migrate::Direction::up;
      const migrate::Script& script = is_up ? scripts.up : scripts.down;
      for (const migrate::ScriptStatement& statement : script.statements) {
        if (statement.sql != error.statement() || !statement.span.known()) continue;
        const base::Span& span = statement.span;
        return sources.path(span.source) + ":" +
               std::to_string(sources.position(span.source, span.begin).line + 1);
      }
    }
  }
  return {};
}

void print_json(const nlohmann::ordered_json& json) {
  std::cout << json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
}

ExitCode report(const Error& error, const std::string& place) {
  Failure failure{environment, error.what(), ""};
  if (error.kind() == ErrorKind::migration && error.statement().empty()) failure.code = user_error;
  if (error.kind() == ErrorKind::bad_value) failure.code = user_error;
  print(failure);
  if (!error.detail().empty()) std::cerr << "detail: " << error.detail() << "\n";
  if (!error.statement().empty()) {
    std::cerr << "statement" << (place.empty() ? "" : " (" + place + ")") << ":\n"
              << excerpt(error.statement(), error.what());
  }
  if (const std::string hint = hint_of(error); !hint.empty()) std::cerr << "hint: " << hint << "\n";
  return failure.code;
}

}  // namespace tenon::command
