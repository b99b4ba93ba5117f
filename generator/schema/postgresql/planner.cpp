#include "schema/postgresql/planner.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "schema/hazard.hpp"
#include "schema/sql_text.hpp"

namespace tenon::schema::postgresql {
namespace {

constexpr const char* views_key = "views";

/// What ALTER COLUMN TYPE does under its lock, which nobody reads through, beside the catalogue: ""
/// is nothing.
std::string written_anew(const ColumnType& from, const ColumnType& to) {
  if (changes_catalogue_only(from, to)) return {};
  ColumnType uncollated = from;
  uncollated.collation = to.collation;
  return changes_catalogue_only(uncollated, to) ? "its indexes" : "the whole table";
}

/// What the server's way of doing it adds to the hazards of every database.
void add_own_hazards(const Operation& operation, const EnumColumns& enums,
                     std::vector<Hazard>& hazards) {
  if (const auto* alter = std::get_if<AlterColumn>(&operation)) {
    const bool computes = makes_anew(*alter);
    const std::string anew = written_anew(alter->from.type, alter->to.type);
    const bool is_order = !computes && anew == "its indexes";
    const std::string what = computes   ? "the expression"
                             : is_order ? "the collation"
                                        : "the new type";
    if (computes || !anew.empty()) {
      hazards.push_back(
          {"rewrites", what + " of " + display_name(alter->table.schema, alter->table.name) + "." +
                           alter->to.name + " writes " + (is_order ? anew : "the table") +
                           " anew while nobody can read it"});
    }
  } else if (const auto* type = std::get_if<AlterEnum>(&operation)) {
    if (!enum_change(type->from, type->to, type->renames).needs_new_type) return;
    for (const EnumColumns::Use& use : enums.uses({type->to.schema, type->to.name})) {
      hazards.push_back({"rewrites", "the new values of enum " +
                                         display_name(type->to.schema, type->to.name) + " write " +
                                         display_name(use.table.schema, use.table.name) +
                                         " anew while nobody can read it"});
    }
  } else if (const auto* add = std::get_if<AddColumn>(&operation)) {
    const bool is_computed = !add->column.computed.empty();
    if (add->column.identity || is_computed) {
      hazards.push_back({"rewrites", (is_computed ? "computed column " : "identity column ") +
                                         add->column.name + " writes " +
                                         display_name(add->table.schema, add->table.name) +
                                         " anew while nobody can read it"});
    }
  }
}

std::vector<Hazard> all_hazards(const AdaptedOperation& adapted, const EnumColumns& enums) {
  std::vector<Hazard> hazards;
  if (const auto* operation = std::get_if<Operation>(&adapted.what)) {
    hazards = hazards_of(*operation);
    add_own_hazards(*operation, enums, hazards);
  } else if (const auto* swap = std::get_if<SwapCheck>(&adapted.what)) {
    for (const RenamedValue& value : swap->renames) {
      for (Hazard& hazard :
           hazards_of(RenameValue{swap->table, swap->to.column, value.from, value.to})) {
        hazards.push_back(std::move(hazard));
      }
    }
    for (Hazard& hazard : hazards_of_swap(swap->table, swap->from, swap->to, swap->renames)) {
      hazards.push_back(std::move(hazard));
    }
  }
  return hazards;
}

/// Views that are made again, and whether anybody sees that they were away.
struct ViewsMadeAnew {
  std::set<TableName> names;
  bool at_once = true;

  explicit ViewsMadeAnew(const std::vector<AdaptedOperation>& operations) {
    for (const AdaptedOperation& adapted : operations) {
      const auto* operation = std::get_if<Operation>(&adapted.what);
      const auto* create = operation ? std::get_if<CreateView>(operation) : nullptr;
      if (create) names.insert({create->view.schema, create->view.name});
      at_once = at_once && (create || (operation && std::holds_alternative<DropView>(*operation)));
    }
  }
  std::vector<Hazard> hazards_of(const DropView& drop) const {
    const std::string name = "view " + display_name(drop.view.schema, drop.view.name);
    if (names.count({drop.view.schema, drop.view.name}) == 0)
      return schema::hazards_of(Operation{drop});
    return {{"breaks_clients",
             name + (at_once ? " is made anew" : " is away until it is made anew further on") +
                 ": rights that were granted on it have to be granted again"}};
  }
};

/// A name for a helper constraint that does not run into the limit of 63 bytes.
std::string helper_name(const std::string& column) {
  return "tenon_" + column.substr(0, 40) + "_not_null";
}

}  // namespace

Plan Planner::run(const std::vector<AdaptedOperation>& operations) {
  const ViewsMadeAnew views{operations};
  for (const AdaptedOperation& adapted : operations) {
    const auto* operation = std::get_if<Operation>(&adapted.what);
    const bool creates = operation && std::holds_alternative<CreateTable>(*operation);
    if (!creates) add_deferred_keys();
    origin_ = adapted.origin;
    const auto* gone = operation ? std::get_if<DropView>(operation) : nullptr;
    std::vector<Hazard> hazards = gone ? views.hazards_of(*gone) : all_hazards(adapted, enums_);
    // Nothing can go wrong with the rows of a table that has none yet.
    if (operation && !creates && is_new(table_of(*operation))) hazards.clear();
    builder_.from_operation(origin_, std::move(hazards));
    std::visit(*this, adapted.what);
  }
  add_deferred_keys();
  return builder_.take();
}

void Planner::operator()(const Operation& operation) {
  const auto* altered = std::get_if<AlterEnum>(&operation);
  std::vector<std::string> values;
  if (altered) values = enums_.values({altered->to.schema, altered->to.name});
  std::visit(*this, operation);
  enums_.follow(operation);
  if (altered) set_waiting_defaults(*altered, values);
}

void Planner::add(const TableName& table, std::string sql, std::string comment) {
  builder_.add(is_new(table) ? std::string{} : spelling_.name(table), std::move(sql),
               std::move(comment));
}

void Planner::alter(const TableName& table, const std::string& action, std::string comment) {
  add(table, "alter table " + spelling_.name(table) + "\n  " + action, std::move(comment));
}

void Planner::operator()(const RebuildTable&) {
  throw std::logic_error("PostgreSQL never builds a table anew");
}

void Planner::swap_check(const SwapCheck& o, const Check& to) {
  alter(
      o.table,
      "drop constraint " + quote_name(o.from.name) + ",\n  add " + check_clause(to) + " not valid",
      "one statement, so that no row is written unchecked");
  builder_.end_transaction();
}

/// The texts of one column's values, in one statement.
void Planner::rename_values(const SwapCheck& o, const std::string& comment) {
  const std::string column = quote_name(o.to.column);
  if (o.to.is_list) return rename_elements(o, comment);
  std::string value = quote_text(o.renames.front().to);
  std::string where = " = " + quote_text(o.renames.front().from);
  if (o.renames.size() > 1) {
    value = "case " + column;
    where.clear();
    for (const RenamedValue& rename : o.renames) {
      value += " when " + quote_text(rename.from) + " then " + quote_text(rename.to);
      where += (where.empty() ? "" : ", ") + quote_text(rename.from);
    }
    value += " end";
    where = " in (" + where + ")";
  }
  add(o.table,
      "update " + spelling_.name(o.table) + "\nset " + column + " = " + value + "\nwhere " +
          column + where,
      comment);
}

/// The same in lists. No new text is an old one of another value, so one comes after the other.
void Planner::rename_elements(const SwapCheck& o, const std::string& comment) {
  const std::string column = quote_name(o.to.column);
  std::string value = column;
  std::string old;
  for (const RenamedValue& rename : o.renames) {
    value = "array_replace(" + value + ", " + quote_text(rename.from) + ", " +
            quote_text(rename.to) + ")";
    old += (old.empty() ? "" : ", ") + quote_text(rename.from);
  }
  add(o.table,
      "update " + spelling_.name(o.table) + "\nset " + column + " = " + value + "\nwhere " +
          column + " && array[" + old + "]",
      comment);
}

void Planner::operator()(const RenameValue& o) {
  builder_.end_transaction();
  SwapCheck swap{o.table, {}, {}, {{o.from, o.to}}};
  swap.to.column = o.column;
  swap.to.is_list = o.is_list;
  rename_values(swap, "the rows that exist");
  builder_.end_transaction();
}

/// While rows get new texts, both texts are allowed: a row that still has the old one can be
/// written, by programs old and new.
void Planner::operator()(const SwapCheck& o) {
  if (!o.renames.empty()) {
    Check both = o.to;
    for (const RenamedValue& rename : o.renames) both.values.push_back(rename.from);
    swap_check(o, both);
    rename_values(o, "the rows that exist");
    builder_.end_transaction();
  }
  swap_check(o, o.to);
  if (!o.renames.empty()) rename_values(o, "rows that were written meanwhile");
  alter(o.table, "validate constraint " + quote_name(o.to.name),
        "reads the table without blocking writers");
  builder_.end_transaction();
}

/// Where nothing stands in it yet, in the transaction of this name.
void Planner::create_schema(const std::string& key, const std::string& schema) {
  const auto is_in_it = [&](const auto& object) { return object.schema == schema; };
  if (schema.empty() || std::any_of(state_.tables.begin(), state_.tables.end(), is_in_it) ||
      std::any_of(state_.enums.begin(), state_.enums.end(), is_in_it)) {
    return;
  }
  builder_.add(key, spelling_.create_schema(schema));
}

void Planner::operator()(const CreateTable& o) {
  const TableName name{o.table.schema, o.table.name};
  new_tables_.insert(name);
  create_schema({}, name.schema);
  Table table = o.table;
  std::vector<ForeignKey> inside;
  for (ForeignKey& key : table.foreign_keys) {
    if (is_new({key.schema, key.table})) {
      inside.push_back(std::move(key));
    } else {
      deferred_.push_back({origin_, AddForeignKey{name, std::move(key)}});
    }
  }
  table.foreign_keys = std::move(inside);
  for (std::string& sql : spelling_.create_table(table)) add(name, std::move(sql));
  state_.tables.push_back(std::move(table));
}

void Planner::add_deferred_keys() {
  for (auto& [origin, o] : deferred_) {
    builder_.from_operation(origin, {});
    builder_.end_transaction();
    builder_.add(
        spelling_.name(o.table),
        "alter table " + spelling_.name(o.table) + "\n  add " + spelling_.foreign_key(o.key),
        "apart from CREATE TABLE: it locks " + display_name(o.key.schema, o.key.table) +
            " against writing for a moment");
    builder_.end_transaction();
  }
  deferred_.clear();
}

void Planner::operator()(const DropTable& o) {
  add({o.table.schema, o.table.name}, "drop table " + spelling_.name(o.table.schema, o.table.name));
}

void Planner::operator()(const RenameTable& o) {
  alter(o.from, "rename to " + quote_name(o.to));
  // Later steps of the table speak of its new name; they are still the table's transaction, but
  // the name in the key changes with it.
  if (is_new(o.from)) new_tables_.insert({o.from.schema, o.to});
}

/// Views that come and go one behind the other do so at once. The runner's search_path is empty; a
/// query means tables of the default schema.
void Planner::operator()(const CreateView& o) {
  const bool has_path = builder_.is_open(views_key) && has_path_;
  if (!o.view.schema.empty()) create_schema(views_key, o.view.schema);
  if (!has_path) {
    builder_.add(views_key, "set local search_path = " + quote_name(spelling_.default_schema()),
                 "names without a schema in the query");
  }
  has_path_ = true;
  for (std::string& sql : spelling_.create_view(o.view)) builder_.add(views_key, std::move(sql));
}

void Planner::operator()(const DropView& o) {
  has_path_ = builder_.is_open(views_key) && has_path_;
  builder_.add(views_key, "drop view " + spelling_.name(o.view.schema, o.view.name));
}

void Planner::operator()(const SetViewComment& o) {
  has_path_ = builder_.is_open(views_key) && has_path_;
  builder_.add(views_key, spelling_.view_comment(o.table.schema, o.table.name, o.to));
}

void Planner::operator()(const SetTableComment& o) {
  add(o.table, spelling_.table_comment(o.table, o.to));
}

void Planner::operator()(const AddColumn& o) {
  const bool volatile_default = o.column.initial &&
                                o.column.initial->kind == Default::Kind::expression &&
                                !is_same_for_all_rows(o.column.initial->text);
  if (is_new(o.table) || (o.backfill.empty() && !volatile_default)) {
    alter(o.table, "add column " + spelling_.column(o.column));
  } else {
    Column plain = o.column;
    plain.nullable = true;
    plain.initial.reset();
    alter(o.table, "add column " + spelling_.column(plain));
    if (o.column.initial) {
      alter(o.table, "alter column " + quote_name(plain.name) + " set default " +
                         Spelling::initial(o.column));
    }
    const std::string expression = o.backfill.empty() ? Spelling::initial(o.column) : o.backfill;
    backfill(o.table, plain.name, expression, o.where);
    if (!o.column.nullable) set_not_null(o.table, plain.name, expression);
  }
  if (!o.column.comment.empty()) {
    add(o.table, spelling_.column_comment(o.table, o.column.name, o.column.comment));
  }
}

/// Gives a value to the rows that have none, in a transaction that locks no table.
void Planner::backfill(const TableName& table, const std::string& column,
                       const std::string& expression, const std::string& where) {
  builder_.end_transaction();
  add(table,
      "update " + spelling_.name(table) + "\nset " + quote_name(column) + " = " + expression +
          "\nwhere " + quote_name(column) + " is null" +
          (where.empty() ? "" : " and (" + where + ")"),
      "the rows that exist");
  builder_.end_transaction();
}

/// SET NOT NULL alone would read the whole table under an exclusive lock; a validated check proves
/// what it looks for. `expression` is for rows that were written meanwhile, "" = none.
void Planner::set_not_null(const TableName& table, const std::string& column,
                           const std::string& expression) {
  const std::string helper = quote_name(helper_name(column));
  const std::string name = quote_name(column);
  builder_.end_transaction();
  alter(table, "add constraint " + helper + " check (" + name + " is not null) not valid");
  builder_.clears_with("alter table " + spelling_.name(table) + "\n  drop constraint if exists " +
                       helper);
  builder_.end_transaction();
  if (!expression.empty()) {
    add(table,
        "update " + spelling_.name(table) + "\nset " + name + " = " + expression + "\nwhere " +
            name + " is null",
        "rows that were written meanwhile");
  }
  alter(table, "validate constraint " + helper, "reads the table without blocking writers");
  builder_.end_transaction();
  alter(table, "alter column " + name + " set not null", "needs no scan: the check proves it");
  alter(table, "drop constraint " + helper);
}

void Planner::operator()(const DropColumn& o) {
  alter(o.table, "drop column " + quote_name(o.column.name));
}

void Planner::operator()(const RenameColumn& o) {
  alter(o.table, "rename column " + quote_name(o.from) + " to " + quote_name(o.to));
}

void Planner::alter_type(const AlterColumn& o) {
  const std::string column = "alter column " + quote_name(o.to.name);
  const bool has_default = o.from.initial.has_value();
  if (has_default) alter(o.table, column + " drop default");
  const std::string expression = conversion(o.from, o.to.type, o.renames, spelling_);
  const std::string anew = written_anew(o.from.type, o.to.type);
  alter(o.table,
        column + " type " + spelling_.type(o.to.type) + Spelling::collated(o.to.type) +
            (expression.empty() ? "" : " using " + expression),
        anew.empty() ? "changes the catalogue only"
                     : "writes " + anew + " anew under an exclusive lock");
  if (has_default && o.to.initial && enums_.has_default(o.to)) {
    alter(o.table, column + " set default " + Spelling::initial(o.to));
  }
}

void Planner::operator()(const AlterColumn& o) {
  const std::string column = "alter column " + quote_name(o.to.name);
  if (makes_anew(o)) {
    alter(o.table,
          "drop column " + quote_name(o.from.name) + ",\n  add column " + spelling_.column(o.to));
    if (!o.to.comment.empty()) {
      add(o.table, spelling_.column_comment(o.table, o.to.name, o.to.comment));
    }
    return;
  }
  if (!o.from.computed.empty() && o.to.computed.empty()) {
    alter(o.table, column + " drop expression", "the values stay");
  }
  if (o.from.identity && !o.to.identity) alter(o.table, column + " drop identity if exists");
  if (!o.from.nullable && o.to.nullable) alter(o.table, column + " drop not null");
  const bool retype = o.from.type != o.to.type;
  if (retype) alter_type(o);
  if (o.from.initial != o.to.initial && !(retype && o.from.initial)) {
    const bool is_set = o.to.initial && enums_.has_default(o.to);
    alter(o.table, column + (is_set ? " set default " + Spelling::initial(o.to)
                                    : std::string{" drop default"}));
  }
  if (o.from == o.to && fills(o)) backfill(o.table, o.to.name, o.backfill, o.where);
  if (o.from.nullable && !o.to.nullable) {
    if (is_new(o.table)) {
      alter(o.table, column + " set not null");
    } else {
      if (!o.backfill.empty()) backfill(o.table, o.to.name, o.backfill);
      set_not_null(o.table, o.to.name, o.backfill);
    }
  }
  if (!o.from.identity && o.to.identity) {
    alter(o.table, column + " add generated by default as identity");
    add(o.table,
        "select setval(pg_get_serial_sequence(" + quote_text(spelling_.name(o.table)) + ", " +
            quote_text(o.to.name) + "), coalesce(max(" + quote_name(o.to.name) +
            "), 0) + 1, false)\nfrom " + spelling_.name(o.table),
        "goes on after the highest value there is");
  }
  if (o.from.comment != o.to.comment) {
    add(o.table, spelling_.column_comment(o.table, o.to.name, o.to.comment));
  }
}

void Planner::add_key(const TableName& table, const std::string& name, const char* kind,
                      const std::vector<std::string>& columns, const std::string& clause) {
  if (is_new(table)) {
    alter(table, "add " + clause);
    return;
  }
  const std::string drop =
      "drop index concurrently if exists " + spelling_.name(table.schema, name);
  builder_.add_outside({{drop, "what an attempt that failed left behind"},
                        {"create unique index concurrently " + quote_name(name) + " on " +
                             spelling_.name(table) + " " + column_list(columns),
                         "without blocking writers; the constraint takes it over"}},
                       drop);
  alter(table,
        "add constraint " + quote_name(name) + " " + kind + " using index " + quote_name(name));
  builder_.end_transaction();
}

void Planner::operator()(const AddPrimaryKey& o) {
  add_key(o.table, o.key.name, "primary key", o.key.columns, Spelling::primary_key(o.key));
}

void Planner::operator()(const AddUnique& o) {
  add_key(o.table, o.unique.name, "unique", o.unique.columns, Spelling::unique(o.unique));
}

void Planner::drop_constraint(const TableName& table, const std::string& name) {
  alter(table, "drop constraint " + quote_name(name));
}

void Planner::operator()(const DropPrimaryKey& o) { drop_constraint(o.table, o.key.name); }
void Planner::operator()(const DropUnique& o) { drop_constraint(o.table, o.unique.name); }
void Planner::operator()(const DropForeignKey& o) { drop_constraint(o.table, o.key.name); }
void Planner::operator()(const DropCheck& o) { drop_constraint(o.table, o.check.name); }

void Planner::add_constraint(const TableName& table, const std::string& name,
                             const std::string& clause) {
  if (is_new(table)) {
    alter(table, "add " + clause);
    return;
  }
  alter(table, "add " + clause + " not valid");
  builder_.end_transaction();
  alter(table, "validate constraint " + quote_name(name),
        "in a transaction of its own: the lock above is gone, this one blocks no writer");
  builder_.end_transaction();
}

void Planner::operator()(const AddForeignKey& o) {
  if (is_new(o.table) && !is_new({o.key.schema, o.key.table})) {
    deferred_.push_back({origin_, o});
    return;
  }
  add_constraint(o.table, o.key.name, spelling_.foreign_key(o.key));
}

void Planner::operator()(const AddCheck& o) {
  add_constraint(o.table, o.check.name, check_clause(o.check));
}

void Planner::operator()(const CreateIndex& o) {
  if (is_new(o.table)) {
    add(o.table, spelling_.create_index(o.table, o.index, false));
    return;
  }
  builder_.add_outside(
      {{"drop index concurrently if exists " + spelling_.name(o.table.schema, o.index.name),
        "what an attempt that failed left behind"},
       {spelling_.create_index(o.table, o.index, true), {}}});
}

void Planner::operator()(const DropIndex& o) {
  const std::string name = spelling_.name(o.table.schema, o.index.name);
  if (is_new(o.table)) {
    add(o.table, "drop index " + name);
  } else {
    builder_.add_outside({{"drop index concurrently if exists " + name, {}}});
  }
}

void Planner::operator()(const RenameConstraint& o) {
  if (o.kind == RenameConstraint::Kind::index) {
    add(o.table,
        "alter index " + spelling_.name(o.table.schema, o.from) + " rename to " + quote_name(o.to));
  } else {
    alter(o.table, "rename constraint " + quote_name(o.from) + " to " + quote_name(o.to));
  }
}

}  // namespace tenon::schema::postgresql
