#include "schema/diff_columns.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "schema/dependency.hpp"
#include "schema/enum_change.hpp"
#include "schema/sql_text.hpp"

namespace tenon::schema {
namespace {

/// Of a value object that may be none, the rows that have one: those where another column of it,
/// which was there before, has a value.
std::string rows_with_object(const TablePair& pair, const Column& column) {
  std::string rows;
  if (!column.object || column.backfill.empty()) return rows;
  for (const std::string& other : column.object->columns) {
    if (other == column.name || !pair.renamed.find(other)) continue;
    rows += (rows.empty() ? "" : " or ") + quote_name(other) + " is not null";
  }
  return rows;
}

/// What rows that exist get in a new column. What is for some of them alone is a member's default,
/// for objects that were there before it.
std::string filling_of(const TablePair& pair, const Column& column) {
  const bool is_default = !column.backfill_where.empty();
  return is_default && rows_with_object(pair, column).empty() ? std::string{} : column.backfill;
}

/// Whether the column becomes required in a value object that may be none: its check is another.
bool needs_part(const TablePair& pair, const Column& old, const Column& column) {
  if (!column.object || column.backfill.empty() || !column.backfill_where.empty() || !old.nullable)
    return false;
  const auto find = [&](const Table& table) -> const Check* {
    for (const Check& check : table.checks)
      if (check.name == column.object->check) return &check;
    return nullptr;
  };
  const Check* const from = find(pair.renamed);
  const Check* const to = find(*pair.new_table);
  return to && !(from && *from == *to);
}

class ColumnDiffer {
 public:
  explicit ColumnDiffer(const EnumDiff& enums) : enums_(enums) {}

  ColumnDiff run(const std::vector<TablePair>& pairs) {
    for (const TablePair& pair : pairs) diff_columns(pair);
    return std::move(diff_);
  }

 private:
  /// Whether a column can go from one to the other without another way of storing its values.
  static bool same_kind(const ColumnType& a, const ColumnType& b) {
    return a.kind == b.kind && a.is_list == b.is_list && a.declared.text == b.declared.text &&
           a.enum_name == b.enum_name && a.enum_schema == b.enum_schema;
  }

  static const Check* enum_check(const Table& table, const std::string& column) {
    for (const Check& check : table.checks) {
      if (check.column == column) return &check;
    }
    return nullptr;
  }

  /// Rows that hold the old text of a value get the new one. What a column allows is said by its
  /// type, or by its check.
  void rename_values(const TablePair& pair, const Column& old, const Column& column) {
    for (const RenamedValue& value : renamed_values(pair, old, column)) {
      diff_.operations.push_back(
          RenameValue{pair.name(), column.name, value.from, value.to, column.type.is_list});
      diff_.rewritten.insert({pair.name(), column.name});
    }
  }

  std::vector<RenamedValue> renamed_values(const TablePair& pair, const Column& old,
                                           const Column& column) const {
    if (!column.computed.empty()) return {};  // it gets its texts from its expression
    if (column.type.kind == ColumnType::Kind::enumeration && same_kind(old.type, column.type)) {
      const auto found = enums_.renames.find({column.type.enum_schema, column.type.enum_name});
      return found == enums_.renames.end() ? std::vector<RenamedValue>{} : found->second;
    }
    const Check* const from = enum_check(pair.renamed, column.name);
    const Check* const to = enum_check(*pair.new_table, column.name);
    if (!from || !to || from->is_list != to->is_list) return {};
    return effective_value_renames(from->values, to->values, to->renames);
  }

  void diff_column(const TablePair& pair, const Column& old, const Column& column) {
    const bool is_other_type = !same_kind(old.type, column.type);
    // What goes into an enum type has to have its texts, what comes out of one has the old ones.
    const bool renames_first = is_other_type && column.type.kind == ColumnType::Kind::enumeration;
    // Between two types there is no moment in which both texts are good.
    const bool renames_meanwhile = renames_first && old.type.kind == column.type.kind;
    if (is_other_type) diff_.retyped.insert({pair.name(), column.name});
    if (renames_first && !renames_meanwhile) rename_values(pair, old, column);
    if (!(old == column)) {
      const Column from = freed(pair, old, column);
      const bool becomes_required = old.nullable && !column.nullable;
      if (!(from == column)) {
        AlterColumn alter{pair.name(), from, plain(column),
                          becomes_required ? column.backfill : std::string{}};
        if (renames_meanwhile) alter.renames = renamed_values(pair, old, column);
        diff_.operations.push_back(std::move(alter));
      }
    }
    if (!renames_first) rename_values(pair, old, column);
    if (needs_part(pair, old, column)) {
      diff_.operations.push_back(AlterColumn{pair.name(), plain(column), plain(column),
                                             column.backfill, rows_with_object(pair, column)});
    }
  }

  void diff_columns(const TablePair& pair) {
    std::vector<const Column*> dropped;
    std::vector<const Column*> added;
    for (const Column& column : pair.renamed.columns) {
      const Column* wanted = pair.new_table->find(column.name);
      const Column* anew = wanted ? remade(pair, *wanted) : nullptr;
      if (anew) diff_.remade.insert({pair.name(), column.name});
      if (!wanted || (anew && goes_first(pair, *anew))) {
        if (!wanted && column.computed.empty()) dropped.push_back(&column);
        DropColumn drop{pair.old_name(), column};
        if (const Column* old = pair.old_table->find(column.name)) {
          drop.column.backfill = old->backfill;
          drop.column.backfill_where = old->backfill_where;
        }
        diff_.operations.push_back(std::move(drop));
      }
    }
    for (const Column& column : pair.new_table->columns) {
      const Column* old = pair.renamed.find(column.name);
      const Column* anew = remade(pair, column);
      if (!old || (anew && goes_first(pair, *anew))) {
        if (!old && column.computed.empty()) added.push_back(&column);
        diff_.operations.push_back(AddColumn{pair.name(), made(column), filling_of(pair, column),
                                             rows_with_object(pair, column)});
        continue;
      }
      diff_column(pair, *old, column);
    }
    for (const Column* gone : dropped) find_heirs(pair, *gone, added);
    if (pair.renamed.comment != pair.new_table->comment) {
      diff_.operations.push_back(
          SetTableComment{pair.name(), pair.renamed.comment, pair.new_table->comment});
    }
  }

  /// The columns that may be what this one is called now. One of which its name is the end,
  /// behind a value object's, is the likeliest: no other is asked for then.
  void find_heirs(const TablePair& pair, const Column& gone,
                  const std::vector<const Column*>& added) {
    std::vector<const Column*> heirs;
    for (const Column* come : added)
      if (gone.type.kind == come->type.kind && gone.type.is_list == come->type.is_list)
        heirs.push_back(come);
    const auto others = std::stable_partition(heirs.begin(), heirs.end(), [&](const Column* come) {
      return base::ends_with(come->name, "_" + gone.name);
    });
    if (others != heirs.begin()) heirs.erase(others, heirs.end());
    for (const Column* come : heirs)
      diff_.ambiguities.push_back({Ambiguity::Kind::column, pair.name(), gone.name, come->name});
  }

  /// Made anew under its name, or nullptr when it stays or there was none.
  static const Column* remade(const TablePair& pair, const Column& wanted) {
    if (old_name_of(pair, wanted.name) != wanted.name) return nullptr;
    const Column* old = pair.old_table->find(wanted.name);
    return old && !is_steady(pair, *old, wanted) ? old : nullptr;
  }
  /// What is computed goes before what it is computed from is changed, or the values of its type
  /// are, which it says by name.
  bool goes_first(const TablePair& pair, const Column& remade) const {
    if (remade.computed.empty()) return false;
    const auto is_of_changed_type = [&](const Column& column) {
      return enums_.renames.count({column.type.enum_schema, column.type.enum_name}) != 0 &&
             (column.name == remade.name || computes_from(remade, column.name));
    };
    const std::vector<Column>& columns = pair.old_table->columns;
    return !has_steady_sources(pair, remade) ||
           std::any_of(columns.begin(), columns.end(), is_of_changed_type);
  }

  /// A computed column that becomes a plain one keeps its values; that comes first, since what it
  /// was computed from may go. Gives the column as it is then.
  Column freed(const TablePair& pair, const Column& old, const Column& wanted) {
    if (old.computed.empty() || !wanted.computed.empty()) return old;
    const Column& computed = *pair.old_table->find(old_name_of(pair, old.name));
    Column freed = plain(computed);
    freed.computed = {};
    diff_.operations.push_back(AlterColumn{pair.old_name(), plain(computed), freed, ""});
    diff_.remade.insert({pair.name(), wanted.name});
    freed.name = wanted.name;
    return freed;
  }

  const EnumDiff& enums_;
  ColumnDiff diff_;
};

}  // namespace

ColumnDiff diff_columns(const std::vector<TablePair>& pairs, const EnumDiff& enums) {
  return ColumnDiffer{enums}.run(pairs);
}

}  // namespace tenon::schema
