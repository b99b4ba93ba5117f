// What one statement of SQLite does, from its tokens: there is no parser of its to ask.
#pragma once

#include <string>
#include <vector>

#include "lint/action.hpp"
#include "lint/context.hpp"
#include "lint/statement_text.hpp"

namespace tenon::lint {

class SqliteReader {
 public:
  SqliteReader(const Context& context, const StatementText& text)
      : context_(context), text_(text) {}

  std::vector<Action> read();

 private:
  using Piece = StatementText::Piece;

  /// A name that begins with token i, perhaps behind IF [NOT] EXISTS.
  struct Name {
    std::string name;    ///< in lower case: SQLite knows no other
    std::string schema;  ///< likewise; "" for main
    std::string text;
    std::size_t first = 0;
    std::size_t last = 0;
  };
  Name name_at(std::size_t i) const;
  std::size_t behind_if(std::size_t i) const;
  Action on(const Name& table, std::string kind) const;
  void add_plain(std::string kind);

  void savepoint();
  void create();
  void create_table(std::size_t at);
  void create_index(std::size_t at, bool is_unique);
  void define(const Name& table, const Piece& piece, bool is_strict);
  void drop();
  void alter();
  void alter_column(const Name& table, std::size_t at);
  void add_column(const Name& table, std::size_t at);
  void copy_into(const Name& table);
  bool is_constant_default() const;
  void find_double_quoted(const Name& table, std::size_t from, std::size_t to);
  void rename_column(const Name& table, std::size_t at);
  void pragma();
  void insert();
  void read_behind_with();
  bool is_every_row(std::size_t where) const;
  void write_rows(std::size_t table, const char* kind);
  void look_for_new_words();

  const Context& context_;
  const StatementText& text_;
  std::vector<Action> actions_;
};

}  // namespace tenon::lint
