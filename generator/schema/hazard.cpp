#include "schema/hazard.hpp"

#include <algorithm>

#include "schema/dependency.hpp"
#include "schema/enum_change.hpp"
#include "schema/known_type.hpp"
#include "schema/spare_name.hpp"

namespace tenon::schema {
namespace {

using Kind = ColumnType::Kind;

std::string column_name(const TableName& table, const std::string& column) {
  return display_name(table.schema, table.name) + "." + column;
}

int integer_size(Kind kind) {
  if (kind == Kind::int16) return 2;
  if (kind == Kind::int32) return 4;
  return kind == Kind::int64 ? 8 : 0;
}

bool is_moment(Kind kind) { return kind == Kind::timestamp || kind == Kind::local_timestamp; }

/// A step from one type to another that is done although digits may go.
bool rounds(const ColumnType& from, const ColumnType& to) {
  if (from.is_list != to.is_list) return false;
  const bool fraction = from.kind == Kind::float32 || from.kind == Kind::float64 ||
                        (from.kind == Kind::decimal && (from.scale > 0 || from.precision == 0));
  const bool is_decimal = from.kind == Kind::decimal;
  const bool is_float = to.kind == Kind::float32 || to.kind == Kind::float64;
  if (to.kind == Kind::boolean) return fraction || is_decimal || integer_size(from.kind) > 0;
  if (is_float && (is_decimal || from.kind == Kind::int64)) return true;
  if (to.kind == Kind::float32 && from.kind == Kind::int32) return true;
  if (integer_size(to.kind) > 0) return fraction;
  if (to.kind == Kind::decimal && to.precision > 0) {
    return fraction && (!is_decimal || from.precision == 0 || to.scale < from.scale);
  }
  return (from.kind == Kind::float64 && to.kind == Kind::float32) ||
         (is_moment(from.kind) && (to.kind == Kind::date || to.kind == Kind::time));
}

/// Whether digits are all that a conversion can lose: no value is beyond the new type.
bool is_always_in_range(const ColumnType& from, const ColumnType& to) {
  // SQLite carries no list over whose elements would change.
  if (from.is_list || !rounds(from, to)) return false;
  if (to.kind == Kind::boolean || to.kind == Kind::date || to.kind == Kind::time) return true;
  const bool is_float = to.kind == Kind::float32 || to.kind == Kind::float64;
  const bool is_small = integer_size(from.kind) > 0 ||
                        (from.kind == Kind::decimal && from.precision > 0 && from.precision <= 38);
  return is_float && is_small;
}

/// Whether texts are equal when their bytes are, in every database.
bool is_bytewise(const base::SqlText& collation) {
  const std::vector<std::string> names = collation.all();
  return std::all_of(names.begin(), names.end(),
                     [](const std::string& name) { return name == "C" || name == "binary"; });
}

/// For values that went while others came.
std::string old_text_hint(const std::vector<std::string>& gone, bool has_new) {
  if (!has_new) return {};
  return ", or write was(\"" + gone.front() + "\") at the value if that is its old text";
}

std::string renamed(const std::string& name, bool is_exchanged, const std::string& kind) {
  return "programs that still say " + name +
         (is_exchanged ? " get another " + kind + " of that name from here on"
                       : std::string{" fail from here on"});
}

struct HazardsOf {
  const NewNames& names;
  std::vector<Hazard> found = {};

  void operator()(const DropTable& o) {
    found.push_back(loss_of({{o.table.schema, o.table.name}, {}}));
  }
  void operator()(const DropColumn& o) {
    if (!o.column.computed.empty()) return;  // nothing that could not be computed again
    found.push_back(loss_of({o.table, o.column.name}));
  }
  void operator()(const RenameTable& o) {
    if (is_spare(o.from)) return;  // was said when it stepped aside
    found.push_back({"breaks_clients", renamed(display_name(o.from.schema, o.from.name),
                                               names.has(o.from), "table")});
  }
  void operator()(const RenameColumn& o) {
    if (is_spare(o.from)) return;
    found.push_back({"breaks_clients",
                     renamed(column_name(o.table, o.from), names.has(o.table, o.from), "column")});
  }
  void operator()(const AlterEnum& o) {
    const std::string name = display_name(o.to.schema, o.to.name);
    for (const RenamedValue& value : o.renames) {
      found.push_back({"breaks_clients", "programs that still say '" + value.from +
                                             "' for the enum " + name + " fail from here on"});
    }
    const EnumChange change = enum_change(o.from, o.to, o.renames);
    std::string gone;
    for (const std::string& value : change.removed) {
      gone += (gone.empty() ? "'" : " or '") + value + "'";
    }
    if (gone.empty()) return;
    found.push_back({"may_fail", "enum " + name + ": a row that holds " + gone +
                                     " stops the migration; update such rows before it" +
                                     old_text_hint(change.removed, !change.additions.empty())});
  }
  void operator()(const RenameValue& o) {
    found.push_back({"breaks_clients", "programs that still say '" + o.from + "' for " +
                                           column_name(o.table, o.column) + " fail from here on"});
  }
  void operator()(const AddColumn& o) {
    const Column& c = o.column;
    if (!c.computed.empty()) return computes(o.table, c);
    if (!c.nullable && !c.initial && !c.identity && o.backfill.empty()) {
      found.push_back({"may_fail", "column " + column_name(o.table, c.name) +
                                       " is required and has neither default nor backfill: it "
                                       "cannot be added while the table has rows; say what they "
                                       "get (the field's backfill, or a default in this script "
                                       "and 'edited data-only' in its head), or empty the table"});
    }
  }
  void operator()(const AlterColumn& o) {
    const std::string name = column_name(o.table, o.to.name);
    if (makes_anew(o)) {
      if (o.from.computed.empty())
        found.push_back(
            {"loses_data", "column " + name + " becomes computed: its values are lost"});
      return computes(o.table, o.to);
    }
    if (o.from.nullable && !o.to.nullable && o.backfill.empty()) {
      found.push_back({"may_fail", "column " + name +
                                       " becomes required without a backfill: a NULL in it stops "
                                       "the migration; update such rows before it"});
    }
    if (!o.from.nullable && o.to.nullable) {
      found.push_back({"breaks_clients", "column " + name +
                                             " may be NULL from here on: programs that read it "
                                             "without expecting that fail"});
    }
    if (o.from.type == o.to.type) return;
    const std::string change =
        "column " + name + " goes from " + describe(o.from.type) + " to " + describe(o.to.type);
    if (rounds(o.from.type, o.to.type)) {
      found.push_back({"loses_data", change + (o.to.type.kind == Kind::boolean
                                                   ? ": every number but 0 becomes true"
                                                   : ": digits that do not fit are cut off")});
    }
    const bool is_sorted_otherwise =
        o.from.type.collation != o.to.type.collation && !is_bytewise(o.to.type.collation);
    if (is_sorted_otherwise || is_always_in_range(o.from.type, o.to.type)) {
      found.push_back({"may_fail", change + ": values of a key that become equal stop the "
                                            "migration"});
    } else if (!widens(o.from.type, o.to.type) ||
               (o.takes_back && o.from.type.is_list != o.to.type.is_list)) {
      found.push_back({"may_fail", change + ": a value that does not fit stops the migration"});
    }
  }
  void operator()(const AddPrimaryKey& o) { duplicates(o.key.name, o.table); }
  void operator()(const AddUnique& o) { duplicates(o.unique.name, o.table); }
  void operator()(const CreateIndex& o) {
    if (o.index.unique) duplicates(o.index.name, o.table);
  }
  void operator()(const AddForeignKey& o) {
    found.push_back({"may_fail", "foreign key " + o.key.name + ": a row of " +
                                     display_name(o.table.schema, o.table.name) +
                                     " that references nothing stops the migration"});
  }
  void operator()(const AddCheck& o) {
    found.push_back({"may_fail", "check " + o.check.name + ": a row of " +
                                     display_name(o.table.schema, o.table.name) +
                                     " that breaks it stops the migration"});
  }
  void operator()(const DropView& o) {
    found.push_back({"breaks_clients", "programs that read view " +
                                           display_name(o.view.schema, o.view.name) +
                                           " fail from here on"});
  }
  template <class T>
  void operator()(const T&) {}

  void computes(const TableName& table, const Column& column) {
    found.push_back({"may_fail", "column " + column_name(table, column.name) +
                                     " is computed: a row whose value does not fit its type" +
                                     (column.nullable ? "" : ", or is NULL,") +
                                     " stops the migration"});
  }

  void duplicates(const std::string& key, const TableName& table) {
    found.push_back({"may_fail", key + ": duplicates in " + display_name(table.schema, table.name) +
                                     " stop the migration"});
  }
};

/// With a list on either side: element by element, a value becomes the one element of a list, and a
/// list its JSON as text.
bool list_widens(const ColumnType& from, const ColumnType& to) {
  ColumnType element = from;
  element.is_list = false;
  ColumnType wanted = to;
  wanted.is_list = false;
  if (!to.is_list) return to.kind == Kind::text && to.length == 0 && from.kind != Kind::bytes;
  const bool is_time = is_moment(to.kind) || to.kind == Kind::date || to.kind == Kind::time;
  if (from.is_list) return !is_time && widens(element, wanted);
  // SQLite does not write every real number as the driver does.
  const bool is_real = to.kind == Kind::float32 || to.kind == Kind::float64;
  const bool is_kept = !is_real && to.kind != Kind::bytes;
  return is_kept && from.kind == to.kind && widens(element, wanted);
}

}  // namespace

bool widens(const ColumnType& named_from, const ColumnType& named_to) {
  const ColumnType from = known_type(named_from);
  const ColumnType to = known_type(named_to);
  if (from == to) return true;
  if (from.declared.text != to.declared.text) return false;
  if (from.is_list || to.is_list) return list_widens(from, to);
  if (to.kind == Kind::text) {
    if (from.kind == Kind::bytes) return false;
    return to.length == 0 ||
           (from.kind == Kind::text && from.length > 0 && from.length <= to.length);
  }
  if (integer_size(from.kind) > 0) {
    if (integer_size(to.kind) > 0) return integer_size(to.kind) >= integer_size(from.kind);
    if (to.kind == Kind::decimal) {
      const int digits = from.kind == Kind::int16 ? 5 : from.kind == Kind::int32 ? 10 : 19;
      return to.precision == 0 || to.precision - to.scale >= digits;
    }
    return to.kind == Kind::float64 && from.kind != Kind::int64;
  }
  if (from.kind == Kind::float32) return to.kind == Kind::float64;
  if (from.kind == Kind::decimal && to.kind == Kind::decimal) {
    if (to.precision == 0) return true;
    return from.precision > 0 && to.scale >= from.scale &&
           to.precision - to.scale >= from.precision - from.scale;
  }
  return (from.kind == Kind::date || is_moment(from.kind)) && is_moment(to.kind);
}

std::vector<Hazard> hazards_of_swap(const TableName& table, const Check& from, const Check& to,
                                    const std::vector<RenamedValue>& renames) {
  const auto renamed_from = [&](const std::string& text) {
    return std::any_of(renames.begin(), renames.end(),
                       [&](const RenamedValue& value) { return value.from == text; });
  };
  const auto renamed_to = [&](const std::string& text) {
    return std::any_of(renames.begin(), renames.end(),
                       [&](const RenamedValue& value) { return value.to == text; });
  };
  std::vector<std::string> gone;
  std::string texts;
  for (const std::string& text : from.values) {
    if (contains(to.values, text) || renamed_from(text)) continue;
    texts += (gone.empty() ? "'" : " or '") + text + "'";
    gone.push_back(text);
  }
  if (gone.empty()) return {};
  const bool has_new = std::any_of(
      to.values.begin(), to.values.end(),
      [&](const std::string& text) { return !contains(from.values, text) && !renamed_to(text); });
  return {{"may_fail", "check " + to.name + ": a row whose " + column_name(table, to.column) +
                           " is " + texts + " stops the migration; update such rows before it" +
                           old_text_hint(gone, has_new)}};
}

Hazard loss_of(const Item& item) {
  if (item.column.empty()) {
    return {"loses_data", "drops table " + display_name(item.table.schema, item.table.name) +
                              " with all its rows"};
  }
  return {"loses_data",
          "drops column " + column_name(item.table, item.column) + " with its values"};
}

NewNames::NewNames(const std::vector<AdaptedOperation>& operations) {
  for (const AdaptedOperation& adapted : operations) {
    if (const auto* rebuild = std::get_if<RebuildTable>(&adapted.what)) {
      for (const Column& column : rebuild->after.columns)
        names_.insert({{rebuild->after.schema, rebuild->after.name}, column.name});
    }
    const auto* operation = std::get_if<Operation>(&adapted.what);
    if (!operation) continue;
    if (const auto* create = std::get_if<CreateTable>(operation))
      names_.insert({{create->table.schema, create->table.name}, {}});
    if (const auto* table = std::get_if<RenameTable>(operation)) names_.insert({table->to, {}});
    if (const auto* column = std::get_if<RenameColumn>(operation))
      names_.insert({column->table, column->to});
    if (const auto* column = std::get_if<AddColumn>(operation))
      names_.insert({column->table, column->column.name});
  }
}

bool NewNames::has(const TableName& table, const std::string& column) const {
  return names_.count({table, column}) != 0;
}

std::vector<Hazard> hazards_of(const Operation& operation, const NewNames& names) {
  HazardsOf hazards{names};
  std::visit(hazards, operation);
  return std::move(hazards.found);
}

}  // namespace tenon::schema
