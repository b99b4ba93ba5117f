#include "migration/saved_objects.hpp"

#include <algorithm>

#include <tenon/error.hpp>

namespace tenon::detail {
namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

// SQLite compares names so: ASCII only.
std::string lower(std::string_view name) {
  std::string text{name};
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::string in_quotes(const std::string& name) {
  std::string quoted = "\"";
  for (const char c : name) quoted += c == '"' ? std::string{"\"\""} : std::string{c};
  return quoted + "\"";
}

/// The words and names at the beginning of a statement, in lower case and without their quotes.
class Head {
 public:
  explicit Head(std::string_view sql) : sql_(sql) { next(); }

  const std::string& word() const { return word_; }
  bool skip(std::string_view word) {
    if (is_quoted_ || word_ != word) return false;
    next();
    return true;
  }
  void next() {
    skip_space();
    word_.clear();
    is_quoted_ = false;
    if (at_ >= sql_.size()) return;
    const char c = sql_[at_];
    if (c == '"' || c == '`' || c == '\'' || c == '[') return read_quoted(c == '[' ? ']' : c);
    const std::size_t begin = at_++;
    while (is_word(c) && at_ < sql_.size() && is_word(sql_[at_])) ++at_;
    word_ = lower(sql_.substr(begin, at_ - begin));
  }

 private:
  void skip_space() {
    for (;;) {
      at_ = std::min(sql_.find_first_not_of(" \t\r\n\f", at_), sql_.size());
      const std::string_view two = sql_.substr(at_, 2);
      if (two != "--" && two != "/*") return;
      const std::string_view end = two == "--" ? "\n" : "*/";
      const std::size_t found = sql_.find(end, at_ + 2);
      at_ = found == std::string_view::npos ? sql_.size() : found + end.size();
    }
  }
  void read_quoted(char end) {
    is_quoted_ = true;
    for (++at_; at_ < sql_.size(); ++at_) {
      if (sql_[at_] == end) {
        ++at_;
        if (at_ >= sql_.size() || sql_[at_] != end || end == ']') break;
      }
      word_ += sql_[at_];
    }
    word_ = lower(word_);
  }

  std::string_view sql_;
  std::size_t at_ = 0;
  std::string word_;
  bool is_quoted_ = false;
};

}  // namespace

NamedInSql named_in(std::string_view sql) {
  Head head{sql};
  NamedInSql named;
  for (const char* const verb : {"create", "drop"}) {
    if (head.skip(verb)) named.verb = verb;
  }
  for (const char* const type : {"table", "view", "trigger"}) {
    if (head.skip(type)) named.type = type;
  }
  // Temporary ones are another matter.
  if (named.verb.empty() || named.type.empty()) return {};
  if (head.skip("if")) {
    head.skip("not");
    head.skip("exists");
  }
  named.name = head.word();
  head.next();
  if (head.skip(".")) named.name = head.word();
  return named;
}

SavedObjects::SavedObjects(Connection& connection) : connection_(connection) {
  {
    Rows rows = connection_.query(
        "select type, name, tbl_name, sql\nfrom sqlite_master\nwhere type in ('view', 'trigger')\n"
        "order by type desc, rowid");
    while (rows.next()) {
      const Row& row = rows.row();
      objects_.push_back({row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2),
                          row.get<std::string>(3), true});
    }
  }
  for (Object& object : objects_) {
    object.works = object.type == "trigger" || is_readable(object.name);
  }
  // Triggers of views first: they go with the view.
  for (const char* const type : {"trigger", "view"}) {
    for (const Object& object : objects_) {
      if (object.type == type)
        connection_.execute("drop " + object.type + " " + in_quotes(object.name));
    }
  }
}

bool SavedObjects::exists(const std::string& type, const std::string& name) {
  Rows rows = connection_.query(
      "select 1\nfrom sqlite_master\nwhere type = $1 and lower(name) = $2", {type, lower(name)});
  return rows.next();
}

bool SavedObjects::is_readable(const std::string& view) {
  try {
    const Rows rows = connection_.query("select 1 from " + in_quotes(view) + " limit 0");
    return true;
  } catch (const Error&) {
    return false;
  }
}

void SavedObjects::make(const Object& object) {
  try {
    connection_.execute(object.sql);
  } catch (const Error& error) {
    Error failure{ErrorKind::migration, "the " + object.type + " '" + object.name +
                                            "' cannot be made again: " + error.what()};
    throw failure.set_statement(object.sql);
  }
}

void SavedObjects::give_back(const std::string& sql) {
  const NamedInSql named = named_in(sql);
  if (named.verb == "drop" && named.type != "trigger") dropped_.insert(named.name);
  const auto found = std::find_if(objects_.begin(), objects_.end(), [&](const Object& object) {
    return object.type == named.type && lower(object.name) == named.name;
  });
  if (found == objects_.end()) return;
  // A trigger went with its table.
  const bool has_table =
      found->type == "view" || exists("table", found->table) || exists("view", found->table);
  if (has_table) make(*found);
  objects_.erase(found);
}

void SavedObjects::restore() {
  for (const Object& object : objects_) {
    const bool went_with_it = object.type == "trigger" &&
                              dropped_.count(lower(object.table)) != 0 &&
                              !exists("table", object.table) && !exists("view", object.table);
    if (!went_with_it) make(object);
  }
  // Behind all of them: a view may read one that is younger.
  for (const Object& object : objects_) {
    if (object.type != "view" || !object.works || is_readable(object.name)) continue;
    Error failure{ErrorKind::migration,
                  "the view '" + object.name +
                      "' does not fit the new tables: drop it in an earlier statement, and make "
                      "the new one behind them"};
    throw failure.set_statement(object.sql);
  }
}

void check_view(Connection& connection, const std::string& sql) {
  const NamedInSql named = named_in(sql);
  if (named.verb != "create" || named.type != "view") return;
  {
    Rows rows = connection.query(
        "select 1\nfrom sqlite_master\nwhere type = 'view' and lower(name) = $1", {named.name});
    if (!rows.next()) return;
  }
  const Rows rows = connection.query("select 1 from " + in_quotes(named.name) + " limit 0");
}

}  // namespace tenon::detail
