#include "base/sql_type.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <utility>

#include "base/text.hpp"

namespace tenon::base {
namespace {

/// pg_type of PostgreSQL 15 and the names that its grammar has for them.
constexpr std::array<std::string_view, 80> builtin = {"bigint",
                                                      "bit",
                                                      "bit varying",
                                                      "bool",
                                                      "boolean",
                                                      "box",
                                                      "bpchar",
                                                      "bytea",
                                                      "char",
                                                      "char varying",
                                                      "character",
                                                      "character varying",
                                                      "cid",
                                                      "cidr",
                                                      "circle",
                                                      "date",
                                                      "datemultirange",
                                                      "daterange",
                                                      "dec",
                                                      "decimal",
                                                      "double precision",
                                                      "float",
                                                      "float4",
                                                      "float8",
                                                      "inet",
                                                      "int",
                                                      "int2",
                                                      "int4",
                                                      "int4multirange",
                                                      "int4range",
                                                      "int8",
                                                      "int8multirange",
                                                      "int8range",
                                                      "integer",
                                                      "interval",
                                                      "json",
                                                      "jsonb",
                                                      "jsonpath",
                                                      "line",
                                                      "lseg",
                                                      "macaddr",
                                                      "macaddr8",
                                                      "money",
                                                      "name",
                                                      "national char",
                                                      "national character",
                                                      "national character varying",
                                                      "nchar",
                                                      "numeric",
                                                      "nummultirange",
                                                      "numrange",
                                                      "oid",
                                                      "path",
                                                      "pg_lsn",
                                                      "pg_snapshot",
                                                      "point",
                                                      "polygon",
                                                      "real",
                                                      "regclass",
                                                      "regcollation",
                                                      "regconfig",
                                                      "regdictionary",
                                                      "regnamespace",
                                                      "regoper",
                                                      "regproc",
                                                      "regprocedure",
                                                      "regrole",
                                                      "regtype",
                                                      "smallint",
                                                      "text",
                                                      "tid",
                                                      "time",
                                                      "timestamp",
                                                      "timestamptz",
                                                      "timetz",
                                                      "tsquery",
                                                      "tsvector",
                                                      "uuid",
                                                      "varbit",
                                                      "xml"};
constexpr std::array<std::string_view, 11> more_builtin = {
    "\"char\"",      "refcursor", "tsmultirange", "tsrange", "tstzmultirange",       "tstzrange",
    "txid_snapshot", "varchar",   "xid",          "xid8",    "national char varying"};

template <std::size_t n>
bool is_one_of(const std::array<std::string_view, n>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Reads from the front.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool is_at_end() {
    skip();
    return at_ == text_.size();
  }
  bool accept(char c) {
    skip();
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  /// A name without quotes, in lower case; "" is none.
  std::string word() {
    skip();
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_part(text_[at_], at_ == begin)) ++at_;
    return to_lower(std::string{text_.substr(begin, at_ - begin)});
  }
  bool accept(std::string_view expected) {
    const std::size_t before = at_;
    if (word() == expected) return true;
    at_ = before;
    return false;
  }
  /// A name, perhaps in double quotes, which it keeps.
  std::string name() {
    skip();
    if (at_ == text_.size() || text_[at_] != '"') return word();
    const std::size_t begin = at_;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] != '"') continue;
      if (text_.substr(at_, 2) != "\"\"") break;
      ++at_;
    }
    if (at_ >= text_.size() || at_ == begin + 1) return {};
    ++at_;
    return std::string{text_.substr(begin, at_ - begin)};
  }
  /// A whole number, or a word: geometry(Point, 4326).
  std::string argument() {
    skip();
    const std::size_t begin = at_;
    if (at_ < text_.size() && text_[at_] == '-') ++at_;
    while (at_ < text_.size() && std::isdigit(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
    const std::string number{text_.substr(begin, at_ - begin)};
    if (number.empty()) return word();
    return number == "-" ? "" : number;
  }

 private:
  static bool is_part(char c, bool is_first) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalpha(byte) != 0 || c == '_' || byte >= 0x80) return true;
    return !is_first && (std::isdigit(byte) != 0 || c == '$');
  }
  void skip() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

/// The words that follow the first one of a name of several.
bool read_more_words(Reader& reader, std::string& name) {
  if (name == "double") {
    if (!reader.accept("precision")) return false;
    name += " precision";
  } else if (name == "national") {
    const bool is_short = reader.accept("char");
    if (!is_short && !reader.accept("character")) return false;
    name += is_short ? " char" : " character";
    if (reader.accept("varying")) name += " varying";
  } else if (name == "char" || name == "character" || name == "bit") {
    if (reader.accept("varying")) name += " varying";
  }
  return true;
}

bool read_fields(Reader& reader, std::string& tail) {
  constexpr std::array<std::string_view, 6> fields = {"year", "month",  "day",
                                                      "hour", "minute", "second"};
  const auto field = [&] {
    for (const std::string_view one : fields) {
      if (!reader.accept(one)) continue;
      tail += one;
      return true;
    }
    return false;
  };
  if (!field() || !reader.accept("to")) return true;
  tail += " to ";
  return field();
}

bool read_arguments(Reader& reader, std::vector<std::string>& arguments) {
  if (!reader.accept('(')) return true;
  do {
    arguments.push_back(reader.argument());
    if (arguments.back().empty()) return false;
  } while (reader.accept(','));
  return reader.accept(')');
}

bool read_zone(Reader& reader, std::string& tail) {
  const bool with = reader.accept("with");
  if (!with && !reader.accept("without")) return true;
  if (!reader.accept("time") || !reader.accept("zone")) return false;
  tail = with ? "with time zone" : "without time zone";
  return true;
}

}  // namespace

bool SqlType::is_builtin() const {
  if (schema == "pg_catalog") return true;
  return schema.empty() && (is_one_of(builtin, name) || is_one_of(more_builtin, name));
}

bool SqlType::is_text() const {
  return list.empty() && is_builtin() &&
         (name == "text" || name == "varchar" || ends_with(name, "char varying") ||
          ends_with(name, "character varying"));
}

std::string SqlType::text() const {
  const std::string digits = arguments.empty() ? "" : "(" + join(arguments, ", ") + ")";
  const std::string rest = tail.empty() ? "" : " " + tail;
  const std::string start = (schema.empty() ? is_builtin() ? "" : "public." : schema + ".") + name;
  return start + (name == "interval" ? rest + digits : digits + rest) + list;
}

std::string SqlType::cast() const {
  constexpr std::array<std::string_view, 7> of_one = {
      "char", "character", "nchar", "bpchar", "national char", "national character", "bit"};
  if (is_builtin() && is_one_of(of_one, name)) return name == "bit" ? "bit varying" + list : "";
  SqlType open = *this;
  open.arguments.clear();
  if (name == "interval") open.tail.clear();
  return open.text();
}

std::optional<SqlType> read_sql_type(std::string_view text) {
  Reader reader{text};
  SqlType type;
  type.name = reader.name();
  if (type.name.empty()) return std::nullopt;
  if (reader.accept('.')) {
    type.schema = std::exchange(type.name, reader.name());
    if (type.name.empty()) return std::nullopt;
  } else if (!read_more_words(reader, type.name)) {
    return std::nullopt;
  }
  const bool is_plain = type.schema.empty();
  if (is_plain && type.name == "interval" && !read_fields(reader, type.tail)) return std::nullopt;
  if (!read_arguments(reader, type.arguments)) return std::nullopt;
  const bool is_clock = is_plain && (type.name == "time" || type.name == "timestamp");
  if (is_clock && !read_zone(reader, type.tail)) return std::nullopt;
  while (reader.accept('['))
    if (!reader.accept(']')) return std::nullopt;
  if (ends_with(text, "]")) type.list = "[]";
  if (!reader.is_at_end()) return std::nullopt;
  return type;
}

// What the grammar's other names of the server's types are (PostgreSQL manual, 8 “Data Types”).
std::string SqlType::one_name() const {
  static const std::map<std::string, std::string> names{{"bool", "boolean"},
                                                        {"int2", "smallint"},
                                                        {"int", "integer"},
                                                        {"int4", "integer"},
                                                        {"int8", "bigint"},
                                                        {"float4", "real"},
                                                        {"float8", "double precision"},
                                                        {"dec", "numeric"},
                                                        {"decimal", "numeric"},
                                                        {"varbit", "bit varying"},
                                                        {"character", "char"},
                                                        {"nchar", "char"},
                                                        {"national char", "char"},
                                                        {"national character", "char"},
                                                        {"char varying", "varchar"},
                                                        {"character varying", "varchar"},
                                                        {"national char varying", "varchar"},
                                                        {"national character varying", "varchar"}};
  if (name == "float") {
    // Digits of the binary fraction: manual, 8.1.3.
    const bool is_short =
        !arguments.empty() && arguments[0].size() < 3 && std::stoi("0" + arguments[0]) < 25;
    return is_short ? "real" : "double precision";
  }
  const auto found = names.find(name);
  return (found == names.end() ? name : found->second) + (tail == "with time zone" ? "tz" : "");
}

std::string one_type_spelling(std::string_view text) {
  std::optional<SqlType> type = read_sql_type(text);
  if (!type) return std::string{text};
  if (!type->is_builtin()) {
    const std::string own = type->text();
    constexpr std::string_view of_public = "public.";
    return starts_with(own, of_public) ? own.substr(of_public.size()) : own;
  }
  if (!type->schema.empty()) return type->text();  // pg_catalog.char is not char
  std::string name = type->one_name();
  if (type->name == "float") type->arguments.clear();
  type->name = std::move(name);
  if (ends_with(type->tail, "time zone")) type->tail.clear();
  if (type->name == "numeric" && type->arguments.size() == 1) type->arguments.emplace_back("0");
  return type->text();
}

}  // namespace tenon::base
