#include <algorithm>

#include "query/render.hpp"

namespace tenon::query {
namespace {

/// The rows of a relation. Where a table stands between, the aliases `link` and `there` tell the
/// two apart; with a limit, the rows of each owner are counted first.
class RelatedText {
 public:
  RelatedText(const Related& related, const schema::Dialect& dialect)
      : related_(related), dialect_(dialect) {}

  std::string run() const {
    if (related_.limit == 0)
      return "select " + list() + ", " + owner() + "\nfrom " + source("") + condition("") +
             (related_.order.empty() ? "" : "\n" + order_by(related_.order, prefix(), dialect_));
    const std::string owner_name = dialect_.quote("tenon_owner");
    const std::string place = dialect_.quote("tenon_place");
    return "select " + column_list(related_.columns, dialect_) + ", " + owner_name +
           "\nfrom (\n  select " + list() + ", " + owner() + " as " + owner_name +
           ",\n    row_number() over (partition by " + owner() + " " +
           order_by(related_.order, there(), dialect_) + ") as " + place + "\n  from " +
           source("  ") + condition("  ") + "\n) as ranked\nwhere " + place +
           " <= " + std::to_string(related_.limit) + "\norder by " + place;
  }

 private:
  std::string there() const { return related_.through ? "there." : ""; }

  std::string prefix() const {
    return related_.through ? there() : table_prefix(related_.order, related_.table, dialect_);
  }

  std::string owner() const {
    if (related_.is_placed) return "tenon_given.tenon_place";
    return (related_.through ? "link." : "") + dialect_.quote(related_.owners.front().name);
  }

  std::string list() const { return read_list(related_.columns, there(), dialect_); }

  std::string name(const Table& table) const {
    return dialect_.query_name(table.schema, table.name);
  }

  std::string where() const { return dialect_.meaning(related_.mentioned, related_.where); }

  /// The table there; with a condition on its rows, which may name its columns alone, as a
  /// subquery.
  std::string joined_table() const {
    if (related_.where.empty()) return name(related_.table);
    std::vector<Column> columns = related_.columns;
    const auto add = [&](const Column& column) {
      const bool is_there = std::any_of(columns.begin(), columns.end(), [&](const Column& other) {
        return other.name == column.name;
      });
      if (!is_there) columns.push_back(column);
    };
    for (const Column& key : related_.through->keys) add(key);
    for (const Ordering& ordering : related_.order) add(ordering.column);
    if (related_.mark) add(*related_.mark);
    return "(select " + column_list(columns, dialect_) + " from " + name(related_.table) +
           " where (" + where() + "))";
  }

  /// "there.\"a\" = link.\"b\" and …"
  std::string equal(const std::string& left, const std::vector<Column>& columns,
                    const std::string& right, const std::vector<std::string>& others) const {
    std::string text;
    for (std::size_t i = 0; i < columns.size(); ++i)
      text += (i == 0 ? "" : " and ") + left + dialect_.quote(columns[i].name) + " = " + right +
              others[i];
    return text;
  }

  /// The owners that are given, as rows of `tenon_given`.
  std::string given(const Table& table) const {
    std::vector<std::string> arrays;
    for (const Column& column : related_.owners)
      arrays.push_back(dialect_.array_of(
          static_cast<int>(arrays.size()) + 1, column.name, name(table),
          column.type.kind == model::TypeKind::enumeration || column.type.is_foreign()));
    return dialect_.given_rows(arrays);
  }

  std::string source(const std::string& indent) const {
    std::string text;
    const std::string join = related_.is_placed ? "\n" + indent + "join " : "";
    const Table& first = related_.through ? related_.through->table : related_.table;
    if (related_.is_placed) text = given(first) + join;
    text += name(first) + (related_.through ? " as link" : "");
    if (related_.is_placed) {
      std::vector<std::string> columns;
      for (std::size_t i = 0; i < related_.owners.size(); ++i)
        columns.push_back("tenon_" + std::to_string(i));
      const std::string left = related_.through ? "link." : name(first) + ".";
      text += " on " + equal(left, related_.owners, "tenon_given.", columns);
    }
    if (!related_.through) return text;
    const Related::Through& through = *related_.through;
    std::vector<std::string> targets;
    for (const Column& target : through.targets) targets.push_back(dialect_.quote(target.name));
    return text + (related_.is_placed ? join : " join ") + joined_table() + " as there on " +
           equal("there.", through.keys, "link.", targets);
  }

  std::string condition(const std::string& indent) const {
    std::string text;
    const auto add = [&](const std::string& more) {
      text += "\n" + indent + (text.empty() ? "where " : "and ") + more;
    };
    if (!related_.is_placed) add(dialect_.any_of(owner(), 1));
    if (!related_.through && !related_.where.empty()) add("(" + where() + ")");
    if (related_.through && related_.through->mark)
      add("link." + dialect_.quote(related_.through->mark->name) + " is null");
    if (related_.mark) add(there() + dialect_.quote(related_.mark->name) + " is null");
    return text;
  }

  const Related& related_;
  const schema::Dialect& dialect_;
};

}  // namespace

std::string render_related(const Related& related, const schema::Dialect& dialect) {
  return RelatedText{related, dialect}.run();
}

}  // namespace tenon::query
