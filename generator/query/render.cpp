#include "query/render.hpp"

#include <algorithm>

namespace tenon::query {
namespace {

/// Renders one tree. Parameters are numbered in the order in which they are written, as SQLite
/// counts them.
class Renderer {
 public:
  Renderer(const schema::Dialect& dialect, const NamedLists& lists)
      : dialect_(dialect), lists_(lists) {}

  std::string operator()(const Select& select) {
    return "select " + named(read_list(select.columns, "", dialect_)) + "\nfrom " +
           name(select.table) + where(select.where) + order(select.order, select.table);
  }

  std::string operator()(const Insert& insert) {
    if (insert.by_arrays) return dialect_.has_arrays() ? insert_arrays(insert) : "";
    std::string text = "insert into " + name(insert.table);
    if (insert.values.empty()) {
      text += "\ndefault values";
    } else {
      std::vector<Column> columns;
      for (const Assignment& value : insert.values) columns.push_back(value.column);
      text += " (" + named(column_list(columns, dialect_)) + ")\nvalues (" +
              named(values(insert.values)) + ")";
    }
    return text + returning(insert.returning);
  }

  std::string operator()(const Update& update) {
    std::string text = "update " + name(update.table) + "\nset ";
    for (std::size_t i = 0; i < update.set.size(); ++i) {
      const std::string column = dialect_.quote(update.set[i].column.name);
      text += (i == 0 ? "" : ", ") + column + " = ";
      switch (update.set[i].kind) {
        case Change::Kind::parameter:
          text += next();
          break;
        case Change::Kind::increment:
          text += column + " + 1";
          break;
        case Change::Kind::null:
          text += "null";
          break;
      }
    }
    return text + where(update.where) + returning(update.returning);
  }

  std::string operator()(const Delete& erase) {
    return "delete from " + name(erase.table) + where(erase.where);
  }

  std::string operator()(const Related& related) { return render_related(related, dialect_); }

  std::string operator()(const SyncIdentity& sync) {
    return dialect_.sync_identity(sync.table.schema, sync.table.name, sync.column.name);
  }

 private:
  /// The rows that come back are matched with those that were given by the identity. PostgreSQL
  /// promises that the defaults of an INSERT … SELECT … ORDER BY are evaluated in that order (Tom
  /// Lane on pgsql-hackers, 19445.1350482182@sss.pgh.pa.us), so that the identity ascends with
  /// `ordinal`; it does not promise the order of RETURNING. The driver therefore refuses a result
  /// whose identities do not ascend, and one of another length: a trigger leaves out rows.
  std::string insert_arrays(const Insert& insert) {
    std::vector<Column> columns;
    std::string arrays;
    std::string selected;
    std::string ordinal = "ordinal";
    for (const Assignment& value : insert.values) {
      const std::string element = dialect_.quote(value.column.name);
      const std::string column = dialect_.array_element(element, value.type);
      columns.push_back(value.column);
      arrays += (arrays.empty() ? "" : ", ") + next();
      selected +=
          (selected.empty() ? "" : ", ") +
          (value.otherwise ? "coalesce(" + column + ", " + default_of(*value.otherwise) + ")"
                           : column);
    }
    while (std::any_of(columns.begin(), columns.end(),
                       [&](const Column& column) { return column.name == ordinal; }))
      ordinal += "_";
    const std::string list = named(column_list(columns, dialect_));
    std::string text = "insert into " + name(insert.table) + " (" + list + ")\nselect " +
                       named(selected) + "\nfrom unnest(" + named(arrays) +
                       ")\n  with ordinality as given (" + list + ", " + ordinal + ")\norder by " +
                       ordinal;
    return text + returning(insert.returning);
  }

  std::string returning(const std::vector<Column>& columns) const {
    return columns.empty() ? "" : "\nreturning " + read_list(columns, "", dialect_);
  }

  /// The list, or the name that it has.
  const std::string& named(const std::string& list) const {
    const auto found = lists_.find(list);
    return found == lists_.end() ? list : found->second;
  }

  std::string name(const Table& table) const {
    return dialect_.query_name(table.schema, table.name);
  }
  std::string next() { return dialect_.placeholder(++parameters_); }

  /// The default as an operand: without the parentheses that SQLite's DDL wants around it.
  std::string default_of(const schema::Column& column) const {
    const std::string text = dialect_.default_text(column);
    const bool is_wrapped =
        text != column.initial->text && text.front() == '(' && text.back() == ')';
    return is_wrapped ? text.substr(1, text.size() - 2) : text;
  }

  std::string values(const std::vector<Assignment>& assignments) {
    std::string text;
    for (const Assignment& value : assignments) {
      if (!text.empty()) text += ", ";
      const std::string parameter = next();
      text += value.otherwise ? "coalesce(" + parameter + ", " + default_of(*value.otherwise) + ")"
                              : parameter;
    }
    return text;
  }

  std::string where(const std::vector<Condition>& conditions) {
    std::string text;
    for (const Condition& condition : conditions) {
      text += text.empty() ? "\nwhere " : " and ";
      const std::string column = dialect_.quote(condition.column.name);
      switch (condition.comparison) {
        case Condition::Comparison::equals:
          text += column + " = " + next();
          break;
        case Condition::Comparison::any_of:
          text += dialect_.any_of(column, ++parameters_);
          break;
        case Condition::Comparison::is_null:
          text += column + " is null";
          break;
        case Condition::Comparison::is_not_null:
          text += column + " is not null";
          break;
      }
    }
    return text;
  }

  std::string order(const std::vector<Ordering>& orderings, const Table& table) const {
    return orderings.empty()
               ? ""
               : "\n" + order_by(orderings, table_prefix(orderings, table, dialect_), dialect_);
  }

  const schema::Dialect& dialect_;
  const NamedLists& lists_;
  int parameters_ = 0;
};

}  // namespace

std::string render(const Statement& statement, const schema::Dialect& dialect,
                   const NamedLists& lists) {
  return std::visit(Renderer(dialect, lists), statement.tree);
}

std::string order_by(const std::vector<Ordering>& orderings, const std::string& prefix,
                     const schema::Dialect& dialect) {
  std::string text;
  for (const Ordering& ordering : orderings) {
    const Column& column = ordering.column;
    const std::string name = prefix + dialect.quote(column.name);
    const bool is_decimal = column.type.kind == model::TypeKind::decimal;
    text += text.empty() ? "order by " : ", ";
    text += is_decimal ? dialect.decimal_order(name, column.type.precision) : name;
    if (ordering.descending) text += " desc";
    if (column.type.nullable) text += ordering.descending ? " nulls first" : " nulls last";
  }
  return text;
}

std::string table_prefix(const std::vector<Ordering>& orderings, const Table& table,
                         const schema::Dialect& dialect) {
  const bool is_read_otherwise =
      std::any_of(orderings.begin(), orderings.end(), [&](const Ordering& ordering) {
        return read_list({ordering.column}, "", dialect) != dialect.quote(ordering.column.name);
      });
  return is_read_otherwise ? dialect.quote(table.name) + "." : "";
}

std::string read_list(const std::vector<Column>& columns, const std::string& prefix,
                      const schema::Dialect& dialect) {
  std::string text;
  for (const Column& column : columns) {
    text +=
        (text.empty() ? "" : ", ") +
        (column.type.is_foreign() ? dialect.as_text(prefix, column.name, column.type.declared.text)
                                  : prefix + dialect.quote(column.name));
  }
  return text;
}

std::string column_list(const std::vector<Column>& columns, const schema::Dialect& dialect) {
  std::string text;
  for (const Column& column : columns)
    text += (text.empty() ? "" : ", ") + dialect.quote(column.name);
  return text;
}

std::string parameter_list(std::size_t count, const schema::Dialect& dialect) {
  std::string text;
  for (std::size_t i = 1; i <= count; ++i)
    text += (i == 1 ? "" : ", ") + dialect.placeholder(static_cast<int>(i));
  return text;
}

}  // namespace tenon::query
