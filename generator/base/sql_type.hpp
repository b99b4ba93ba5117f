// The name of a PostgreSQL type as models write it: `citext`, `numeric(12, 4)`, `timestamp(3) with
// time zone`, `app."Mood"`. One name and nothing else: whatever could go on in SQL is refused.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::base {

struct SqlType {
  std::string schema;  ///< as SQL spells it, or ""
  std::string name;    ///< without quotes in lower case: "character varying", "\"Mood\""
  std::vector<std::string> arguments;  ///< 12 and 4 of numeric(12, 4)
  std::string tail;                    ///< "with time zone", or "day to second" of an interval

  std::string list;  ///< "[]" of an array, of any number of dimensions

  /// Whether the server brings it: one of pg_catalog.
  bool is_builtin() const;
  /// Whether its values are texts that need no other operators: text, varchar.
  bool is_text() const;
  /// The one name of a type of the server's, without arguments: "smallint" of int2, "timestamptz"
  /// of timestamp with time zone.
  std::string one_name() const;
  /// As DDL says it, which looks for no name along a search_path: a type that the server does not
  /// bring is public's unless its schema is said.
  std::string text() const;
  /// The same without arguments: what a cast may say that shall not cut a value off; "" where
  /// nothing but a column's own length is one (char is char(1)).
  std::string cast() const;
};

/// Nothing when the text is no name of a type. PostgreSQL manual, 8 “Data Types”, and 4.1.1.
std::optional<SqlType> read_sql_type(std::string_view text);

/// One spelling of each type: int2 and SMALLINT are smallint, `character varying (5)` is
/// varchar(5), `timestamp(3) with time zone` timestamptz(3), public.citext citext. What is no name
/// of a type stays as it is.
std::string one_type_spelling(std::string_view text);

}  // namespace tenon::base
