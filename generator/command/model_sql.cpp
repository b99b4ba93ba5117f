#include "command/model_sql.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/codes.hpp"
#include "base/text.hpp"
#include "migrate/sql_syntax.hpp"

namespace tenon::command {
namespace {

using model::Annotation;
using model::Argument;

const Argument* find_call(const std::vector<Argument>& arguments, std::string_view word) {
  const auto found = std::find_if(arguments.begin(), arguments.end(), [&](const Argument& one) {
    return one.kind == Argument::Kind::call && one.text == word;
  });
  return found == arguments.end() ? nullptr : &*found;
}

const Argument* find_text(const std::vector<Argument>& arguments) {
  const auto found = std::find_if(arguments.begin(), arguments.end(), [](const Argument& one) {
    return one.kind == Argument::Kind::text;
  });
  return found == arguments.end() ? nullptr : &*found;
}

class SqlTexts {
 public:
  explicit SqlTexts(base::Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void add(const std::vector<Annotation>& annotations) {
    constexpr std::array<std::string_view, 4> of_one = {"check", "computed", "default_sql",
                                                        "backfill"};
    for (const Annotation& one : annotations) {
      const bool is_one = std::find(of_one.begin(), of_one.end(), one.word) != of_one.end();
      if (is_one || one.word == "read_only") check_own(one);
      if (one.word == "index" || one.word == "shape") check_nested(one.arguments, one.word);
    }
  }

 private:
  /// The text, or PostgreSQL's where it has its own.
  void check_own(const Annotation& annotation) {
    const Argument* own = find_call(annotation.arguments, "postgresql");
    const Argument* text = find_text(own != nullptr ? own->arguments : annotation.arguments);
    if (text != nullptr) check(*text, annotation.word, annotation.word == "read_only");
  }
  /// where("…") and sql("…"), however deep.
  void check_nested(const std::vector<Argument>& arguments, std::string_view word) {
    for (const Argument& one : arguments) {
      const bool is_sql =
          one.kind == Argument::Kind::call && (one.text == "where" || one.text == "sql");
      const Argument* text = is_sql ? find_text(one.arguments) : nullptr;
      if (text != nullptr) check(*text, word, false);
      if (!is_sql) check_nested(one.arguments, word);
    }
  }
  void check(const Argument& text, std::string_view word, bool is_query) {
    constexpr std::string_view before = "select (";
    if (text.text.find('\0') != std::string::npos) return;  // the model's check tells of it
    const std::optional<migrate::SyntaxError> error =
        migrate::syntax_error(is_query ? text.text : std::string{before} + text.text + "\n)");
    if (!error) return;
    const std::size_t end = text.text.size() + (is_query ? 0 : before.size());
    diagnostics_.error(base::codes::bad_sql, text.span,
                       "PostgreSQL cannot read the SQL of " + base::quote(std::string{word}) +
                           ": " + (error->at >= end ? "it ends too early" : error->message),
                       is_query ? "write one query, as \"select id, name from users where active\""
                                : "write one expression, as \"starts < ends\"");
  }

  base::Diagnostics& diagnostics_;
};

/// The texts over the columns of one table.
class SqlMeanings {
 public:
  SqlMeanings(const schema::Table& table, const schema::Dialect& dialect,
              base::Diagnostics& diagnostics)
      : table_(table), dialect_(dialect), diagnostics_(diagnostics) {}

  void add(const Annotation& annotation, const schema::Column* column) {
    const std::string& word = annotation.word;
    const bool is_own = find_call(annotation.arguments, "sqlite") != nullptr;
    const Argument* text = is_own ? nullptr : find_text(annotation.arguments);
    if (text != nullptr && (word == "check" || word == "backfill")) check(*text, word, nullptr);
    if (text != nullptr && word == "computed") check(*text, word, column);
    if (word == "index") add_nested(annotation.arguments);
  }

 private:
  void add_nested(const std::vector<Argument>& arguments) {
    for (const Argument& one : arguments) {
      const bool is_sql =
          one.kind == Argument::Kind::call && (one.text == "where" || one.text == "sql");
      const Argument* text = is_sql ? find_text(one.arguments) : nullptr;
      if (text != nullptr) check(*text, "index", nullptr);
      if (!is_sql) add_nested(one.arguments);
    }
  }
  void check(const Argument& text, const std::string& word, const schema::Column* computed) {
    if (dialect_.can_mean(table_.columns, text.text, computed ? &computed->type : nullptr)) return;
    diagnostics_.warning(
        "unread-sql", text.span,
        "SQLite stores Decimals and times as whole numbers, and Tenon cannot say this SQL of them: "
        "it goes there as it is",
        word == "computed"
            ? "give SQLite a text of its own: sqlite(\"…\")"
            : "compare the columns with numbers, times and each other alone, as in \"price > 10\"");
  }

  const schema::Table& table_;
  const schema::Dialect& dialect_;
  base::Diagnostics& diagnostics_;
};

}  // namespace

void check_sql_texts(const model::Draft& draft, base::Diagnostics& diagnostics) {
  SqlTexts texts{diagnostics};
  for (const model::DraftStruct& one : draft.structs) {
    texts.add(one.annotations);
    for (const model::DraftField& field : one.fields) texts.add(field.annotations);
  }
}

void check_sql_meanings(const model::Draft& draft, const model::Model& model,
                        const schema::Schema& schema, const schema::Dialect& dialect,
                        base::Diagnostics& diagnostics) {
  std::map<std::string, const model::Entity*> entities;
  for (const model::Entity& entity : model.entities) entities[entity.qualified()] = &entity;
  for (const model::DraftStruct& drafted : draft.structs) {
    const auto found = entities.find(
        drafted.space.empty() ? drafted.name.value : drafted.space + "::" + drafted.name.value);
    if (found == entities.end()) continue;
    const model::Entity& entity = *found->second;
    const schema::Table* table = schema.find(entity.schema, entity.table);
    if (table == nullptr) continue;  // a view
    SqlMeanings meanings{*table, dialect, diagnostics};
    for (const Annotation& one : drafted.annotations) meanings.add(one, nullptr);
    for (const model::DraftField& field : drafted.fields) {
      const model::Field* built = entity.find(field.name.value);
      const schema::Column* column = built != nullptr ? table->find(built->column) : nullptr;
      for (const Annotation& one : field.annotations) meanings.add(one, column);
    }
  }
}

}  // namespace tenon::command
