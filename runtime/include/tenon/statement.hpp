// A reviewed SQL text with the hash that names it on a server. Statements are made at compile time
// and refuse, there, what the databases would read differently; a text that is only known at run
// time goes through DynamicStatement and the same inspection.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <tenon/sql_scanner.hpp>

namespace tenon {

/// FNV-1a, 64 bits: the same number at compile time, at run time and on every machine.
constexpr std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  }
  return hash;
}

struct Table;

/// A text with its hash; a view of what a statement holds.
struct SqlText {
  std::string_view text;
  std::uint64_t hash = 0;
  /// The table that it writes, whose model an Error of it is told in; nullptr: not known.
  const Table* table = nullptr;
};

namespace detail {
/// Throws Error bad_sql. Not constexpr on purpose: reached at compile time, it is the error there.
[[noreturn]] void refuse_statement(SqlFault fault, std::string_view sql);
}  // namespace detail

/// One text for every database, or one for each. Made of literals; costs nothing at run time. As a
/// constexpr constant it can stand anywhere; made within a conditional, `b ? Statement{…} : …`, it
/// is a crash of clang 14, whatever a class with consteval constructors does about it.
class Statement {
 public:
  /// `sql` means the same to every database that Tenon speaks to.
  consteval Statement(const char* sql)
      : postgresql_(checked(sql, Dialect::sqlite)), sqlite_(postgresql_) {
    if (postgresql_.text.empty()) detail::refuse_statement(SqlFault::empty, sql);
  }
  /// An empty text: this database needs no such statement, and none is sent.
  consteval Statement(const char* postgresql, const char* sqlite)
      : postgresql_(checked(postgresql, Dialect::postgresql)),
        sqlite_(checked(sqlite, Dialect::sqlite)) {}
  /// The same for a statement that writes `table`.
  consteval Statement(const Table& table, const char* sql) : Statement(sql) {
    postgresql_.table = sqlite_.table = &table;
  }
  consteval Statement(const Table& table, const char* postgresql, const char* sqlite)
      : Statement(postgresql, sqlite) {
    postgresql_.table = sqlite_.table = &table;
  }

  template <class V>
  requires std::is_convertible_v<const V&, std::string>
  __attribute__((unavailable("a Statement is a literal; else make a DynamicStatement")))
  Statement(const V&);

  constexpr const SqlText& text(Dialect dialect) const {
    return dialect == Dialect::postgresql ? postgresql_ : sqlite_;
  }

 private:
  static consteval SqlText checked(std::string_view sql, Dialect dialect) {
    if (sql.empty()) return {};
    const SqlFault fault = detail::inspect(sql, dialect).fault;
    if (fault != SqlFault::none) detail::refuse_statement(fault, sql);
    return {sql, hash_of(sql), nullptr};
  }

  SqlText postgresql_;
  SqlText sqlite_;
};

/// A statement for many rows. Where a database takes the values of many rows as arrays, one text
/// takes them all, a parameter for each column; elsewhere the statement of one row is run for each.
class BulkStatement {
 public:
  /// `postgresql` gives no rows, or one for each row of its arrays, with an integer key first that
  /// a sequence has counted up in their order: by that they are known again.
  consteval BulkStatement(const Statement& each, const char* postgresql)
      : postgresql_(Statement{postgresql, ""}.text(Dialect::postgresql)),
        sqlite_(each.text(Dialect::sqlite)) {
    postgresql_.table = sqlite_.table;
  }

  constexpr const SqlText& text(Dialect dialect) const {
    return dialect == Dialect::postgresql ? postgresql_ : sqlite_;
  }

 private:
  SqlText postgresql_;
  SqlText sqlite_;
};

/// A text that was put together at run time, from constants and quoted names only: never from
/// values. Throws Error bad_sql when it is not one statement.
class DynamicStatement {
 public:
  explicit DynamicStatement(std::string sql) : sql_(std::move(sql)), hash_(hash_of(sql_)) {}
  /// Of one that writes `table`.
  DynamicStatement(const Table& table, std::string sql) : DynamicStatement(std::move(sql)) {
    table_ = &table;
  }

  SqlText text() const { return {sql_, hash_, table_}; }

 private:
  std::string sql_;
  std::uint64_t hash_;
  const Table* table_ = nullptr;
};

}  // namespace tenon
