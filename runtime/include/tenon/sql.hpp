// SQL texts in which a table's lists of columns stand by name, so that each list is written once: a
// new column changes these lists, and no statement. Expanded at compile time. Generated
// *_repository.cpp files alone include this.
#pragma once

#include <cstddef>
#include <string_view>

namespace tenon {

namespace detail {

/// How many columns a list has: quoted names, with commas between.
constexpr std::size_t columns_in(std::string_view list) {
  std::size_t count = list.empty() ? 0 : 1;
  bool is_quoted = false;
  for (const char c : list) {
    if (c == '"') is_quoted = !is_quoted;
    if (c == ',' && !is_quoted) ++count;
  }
  return count;
}

}  // namespace detail

/// The lists of columns of one table, quoted as in SQL.
struct RowColumns {
  std::string_view read;       ///< all of them, in the order in which rows are read
  std::string_view created;    ///< those of a new row
  std::string_view rest = {};  ///< what a whole row has behind them, as the key
  std::size_t created_count = detail::columns_in(created);
  std::size_t row_count = created_count + detail::columns_in(rest);
};

/// A literal as an argument of a template.
template <std::size_t N>
struct SqlLiteral {
  consteval SqlLiteral(const char (&literal)[N]) {
    for (std::size_t i = 0; i < N; ++i) text[i] = literal[i];
  }

  char text[N];
};

namespace detail {

/// Writes, or only counts where there is nothing to write to.
class SqlWriter {
 public:
  constexpr explicit SqlWriter(char* text) : text_(text) {}

  constexpr std::size_t size() const { return size_; }

  constexpr void put(std::string_view text) {
    if (text_ != nullptr)
      for (std::size_t i = 0; i < text.size(); ++i) text_[size_ + i] = text[i];
    size_ += text.size();
  }
  constexpr void put_number(std::size_t number) {
    if (number >= 10) put_number(number / 10);
    put(std::string_view{"0123456789"}.substr(number % 10, 1));
  }
  /// $1, $2, …
  constexpr void put_parameters(std::size_t count) {
    for (std::size_t i = 1; i <= count; ++i) {
      put(i == 1 ? "$" : ", $");
      put_number(i);
    }
  }
  /// What `{name}` means; false where it is no name of ours, but SQL.
  constexpr bool put_list(std::string_view name, const RowColumns& columns) {
    if (name == "{columns}") {
      put(columns.read);
    } else if (name == "{created}") {
      put(columns.created);
    } else if (name == "{$created}") {
      put_parameters(columns.created_count);
    } else if (name == "{row}") {
      put(columns.created);
      if (!columns.created.empty() && !columns.rest.empty()) put(", ");
      put(columns.rest);
    } else if (name == "{$row}") {
      put_parameters(columns.row_count);
    } else {
      return false;
    }
    return true;
  }

 private:
  char* text_;
  std::size_t size_ = 0;
};

/// As string_view::find, whose look at a pointer is no constant to g++ 12 with
/// -fsanitize=undefined.
constexpr std::size_t find(std::string_view sql, char wanted) {
  for (std::size_t at = 0; at < sql.size(); ++at)
    if (sql[at] == wanted) return at;
  return std::string_view::npos;
}

constexpr std::size_t expand(char* out, std::string_view sql, const RowColumns& columns) {
  SqlWriter writer{out};
  while (!sql.empty()) {
    const std::size_t open = find(sql, '{');
    writer.put(sql.substr(0, open));
    if (open == std::string_view::npos) break;
    sql.remove_prefix(open);
    const std::size_t close = find(sql, '}');
    const bool is_list =
        close != std::string_view::npos && writer.put_list(sql.substr(0, close + 1), columns);
    if (!is_list) writer.put("{");
    sql.remove_prefix(is_list ? close + 1 : 1);
  }
  return writer.size();
}

template <const RowColumns& columns, SqlLiteral literal>
struct ExpandedSql {
  struct Text {
    char text[expand(nullptr, literal.text, columns) + 1] = {};
  };
  static constexpr Text expanded() {
    Text text;
    expand(text.text, literal.text, columns);
    return text;
  }
  static constexpr Text value = expanded();
};

}  // namespace detail

/// The literal with the lists in their places: `{columns}` is what is read, `{created}` and `{row}`
/// are what is written of a new and of a whole row, `{$created}` and `{$row}` are $1, $2, … for as
/// many.
template <const RowColumns& columns, SqlLiteral literal>
inline constexpr const char* sql = detail::ExpandedSql<columns, literal>::value.text;

}  // namespace tenon
