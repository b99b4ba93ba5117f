#include "schema/postgresql/computed_values.hpp"

#include <algorithm>

#include "schema/dependency.hpp"
#include "schema/postgresql/operation_as.hpp"
#include "schema/sql_text.hpp"

namespace tenon::schema::postgresql {
namespace {

/// Whether the operation makes or changes a column of the table, which then cannot be asked yet.
struct Changes {
  const TableName& table;
  const std::string& column;

  bool operator()(const CreateTable& o) const { return is_it({o.table.schema, o.table.name}); }
  bool operator()(const AddColumn& o) const { return is_it(o.table) && o.column.name == column; }
  bool operator()(const AlterColumn& o) const { return is_it(o.table) && o.to.name == column; }
  bool operator()(const RenameValue& o) const { return is_it(o.table) && o.column == column; }
  bool operator()(const SwapCheck& o) const { return is_it(o.table) && o.to.column == column; }
  bool operator()(const RebuildTable&) const { return false; }
  bool operator()(const MoveEnum&) const { return false; }
  bool operator()(const Operation& o) const { return std::visit(*this, o); }
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }

  bool is_it(const TableName& one) const { return one == table; }
};

class ValuesTest {
 public:
  ValuesTest(const std::vector<AdaptedOperation>& operations, std::size_t at,
             const AlterColumn& anew, const Spelling& spelling)
      : operations_(operations), at_(at), anew_(anew), spelling_(spelling) {}

  std::string run() {
    for (std::size_t i = at_ + 1; i < operations_.size(); ++i) {
      if (const auto* key = operation_as<AddPrimaryKey>(operations_[i]))
        look_for_duplicates(key->table, key->key.name, key->key.columns);
      if (const auto* unique = operation_as<AddUnique>(operations_[i]))
        look_for_duplicates(unique->table, unique->unique.name, unique->unique.columns);
      if (const auto* index = operation_as<CreateIndex>(operations_[i])) {
        if (is_key(index->index))
          look_for_duplicates(index->table, index->index.name, column_names(index->index));
      }
      if (const auto* check = operation_as<AddCheck>(operations_[i])) look_at(*check);
      if (const auto* key = operation_as<AddForeignKey>(operations_[i])) look_at(*key);
    }
    return body_.empty() ? body_ : do_block("begin\n" + body_ + "end");
  }

 private:
  void look_for_duplicates(const TableName& table, const std::string& name,
                           const std::vector<std::string>& columns) {
    if (table != anew_.table || !contains(columns, anew_.to.name) || !are_there(table, columns))
      return;
    std::string given;
    for (const std::string& column : columns)
      given += (given.empty() ? "" : " and ") + quote_name(column) + " is not null";
    std::string list = column_list(columns);
    list = list.substr(1, list.size() - 2);
    fail_if("select from " + spelling_.name(table) + " where " + given + " group by " + list +
                " having count(*) > 1",
            "unique_violation", table, name);
  }

  void look_at(const AddCheck& o) {
    const Check& check = o.check;
    if (o.table != anew_.table || !check_uses(check, anew_.to.name)) return;
    const auto is_changed = [&](const AdaptedOperation& one) {
      const auto* const add = operation_as<AddColumn>(one);
      const auto* const alter = operation_as<AlterColumn>(one);
      return (add && add->table == o.table && check_uses(check, add->column.name)) ||
             (alter && alter->table == o.table && check_uses(check, alter->to.name));
    };
    if (std::any_of(behind(), operations_.end(), is_changed)) return;
    fail_if(
        "select from " + spelling_.name(o.table) + " where not (" + check_expression(check) + ")",
        "check_violation", o.table, check.name);
  }

  void look_at(const AddForeignKey& o) {
    const TableName parent{o.key.schema, o.key.table};
    const bool is_parent = parent == anew_.table && contains(o.key.targets, anew_.to.name);
    const bool is_child = o.table == anew_.table && contains(o.key.columns, anew_.to.name);
    if ((!is_parent && !is_child) || !are_there(o.table, o.key.columns) ||
        !are_there(parent, o.key.targets))
      return;
    std::string given;
    std::string equal;
    for (std::size_t i = 0; i < o.key.columns.size(); ++i) {
      const std::string column = "child." + quote_name(o.key.columns[i]);
      given += column + " is not null and ";
      equal += (i > 0 ? " and " : "") + ("parent." + quote_name(o.key.targets[i])) + " = " + column;
    }
    fail_if("select from " + spelling_.name(o.table) + " as child where " + given +
                "not exists (select from " + spelling_.name(parent) + " as parent where " + equal +
                ")",
            "foreign_key_violation", o.table, o.key.name);
  }

  void fail_if(const std::string& query, const char* kind, const TableName& table,
               const std::string& constraint) {
    const std::string schema = table.schema.empty() ? spelling_.default_schema() : table.schema;
    const std::string message = "the values that " + full_name(anew_.table) + "." + anew_.to.name +
                                " is computed to do not fit \"" + constraint + "\"";
    body_ += "  if exists (" + query + ") then\n    raise " + kind +
             " using message = " + quote_text(message) + ",\n      schema = " + quote_text(schema) +
             ", table = " + quote_text(table.name) + ", constraint = " + quote_text(constraint) +
             ";\n  end if;\n";
  }

  bool are_there(const TableName& table, const std::vector<std::string>& columns) const {
    return std::none_of(columns.begin(), columns.end(), [&](const std::string& column) {
      return std::any_of(behind(), operations_.end(), [&](const AdaptedOperation& one) {
        return std::visit(Changes{table, column}, one.what);
      });
    });
  }

  std::vector<AdaptedOperation>::const_iterator behind() const {
    return operations_.begin() + static_cast<std::ptrdiff_t>(at_) + 1;
  }

  const std::vector<AdaptedOperation>& operations_;
  std::size_t at_;
  const AlterColumn& anew_;
  const Spelling& spelling_;
  std::string body_;
};

}  // namespace

std::string values_test(const std::vector<AdaptedOperation>& operations, std::size_t at,
                        const AlterColumn& anew, const Spelling& spelling) {
  return ValuesTest{operations, at, anew, spelling}.run();
}

}  // namespace tenon::schema::postgresql
