// How one database spells DDL and the few places where queries differ. Knows SQL text, never a
// connection. A new database adds a folder with one of these.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "schema/operation.hpp"
#include "schema/plan.hpp"

namespace tenon::schema {

/// Several operations on one table that this database can only do by building it anew (SQLite).
struct RebuildTable {
  /// What the new table's column is filled with: an SQL expression over the old row.
  struct Source {
    std::string column;
    std::string expression;
    bool operator==(const Source&) const = default;
  };
  Table before;  ///< as it is when the step runs: tables and columns have their new names already
  Table after;
  std::vector<Source> sources;  ///< columns that are not listed get their default
  /// Rows on their way: each list is made of the one before it, the first of the old rows, the
  /// sources of the last. None where the sources are made of the old rows.
  std::vector<std::vector<Source>> stages = {};
  std::vector<std::size_t> origins;  ///< the operations that it stands for
  std::vector<Hazard> hazards;
  bool operator==(const RebuildTable&) const = default;
};

/// An enum's check that gets other values under the same name, online (PostgreSQL), and the rows
/// the new texts of renamed ones.
struct SwapCheck {
  TableName table;
  Check from;
  Check to;
  std::vector<RenamedValue> renames = {};  ///< values whose text changes in the rows
  bool operator==(const SwapCheck&) const = default;
};

/// PostgreSQL: an enum type of another name or SQL schema takes all columns of the one with it.
struct MoveEnum {
  EnumType from;
  EnumType to;
  bool operator==(const MoveEnum&) const = default;
};

/// An operation as the dialect can do it, and where in the neutral list it came from.
struct AdaptedOperation {
  std::variant<Operation, RebuildTable, SwapCheck, MoveEnum> what;
  std::size_t origin = 0;
  bool operator==(const AdaptedOperation&) const = default;
};

/// What a database refuses, however it is spelled.
struct Limits {
  std::string product;      ///< for people: "PostgreSQL"
  std::size_t columns = 0;  ///< of a table, at most
  std::size_t index_columns = 0;
  bool ignores_case = false;  ///< "Users" and "users" are one name
  /// The collations that it has, in lower case; empty = it may have any.
  std::vector<std::string> collations = {};

  bool operator==(const Limits&) const = default;
};

class Dialect {
 public:
  virtual ~Dialect() = default;

  virtual Limits limits() const = 0;

  /// "postgresql", "sqlite": file names and `dialects` in tenon.json use it.
  virtual std::string_view name() const = 0;

  // ---- queries -------------------------------------------------------------------------------
  /// An identifier in double quotes, quotes in it doubled.
  std::string quote(std::string_view identifier) const;
  /// A table as queries name it. A table of the default schema stands alone, so that one text can
  /// serve both databases.
  virtual std::string query_name(std::string_view schema, std::string_view table) const = 0;
  /// Parameter number `n`, counted from 1: "$1".
  std::string placeholder(int n) const;
  /// “The column is one of the array in parameter n”; `column` is SQL text.
  virtual std::string any_of(std::string_view column, int n) const = 0;
  /// Whether a parameter can be an array, and `unnest` takes several of them apart.
  virtual bool has_arrays() const { return false; }
  /// The array in parameter `n`, with values of a column of this quoted table. `is_untyped`: it is
  /// sent without a type, which has to be said where nothing else does.
  virtual std::string array_of(int n, std::string_view column, std::string_view table,
                               bool is_untyped) const {
    static_cast<void>(column), static_cast<void>(table), static_cast<void>(is_untyped);
    return placeholder(n);
  }
  /// These arrays side by side as rows of `tenon_given`: tenon_0, tenon_1, …, and tenon_place,
  /// which counts them from 1.
  virtual std::string given_rows(const std::vector<std::string>& arrays) const = 0;
  /// What `unnest` gives, which is SQL text, as a value of a column of this type: arrays are sent
  /// in types that every server has.
  virtual std::string array_element(std::string_view element, const ColumnType& type) const {
    static_cast<void>(type);
    return std::string{element};
  }
  /// Whether rows can be loaded in bulk with values of this type, in the form in which drivers send
  /// them: of a type that only the server's own rules convert they cannot.
  virtual bool can_copy(const ColumnType& type) const {
    static_cast<void>(type);
    return false;
  }
  /// A column of a type that the model names as a text in a list of results; `prefix` is SQL text.
  virtual std::string as_text(std::string_view prefix, std::string_view column,
                              std::string_view declared) const {
    static_cast<void>(declared);
    return std::string{prefix} + quote(column);
  }
  /// A decimal column in ORDER BY; `column` is SQL text, `precision` 0 where there is no limit.
  virtual std::string decimal_order(std::string_view column, int precision) const {
    static_cast<void>(precision);
    return std::string{column};
  }
  /// A statement (no result that matters) after which the identity column gives values above all
  /// that are stored, never lower ones than before; "" where the database needs none.
  virtual std::string sync_identity(std::string_view schema, std::string_view table,
                                    std::string_view column) const = 0;

  /// A script with what the role of an application needs of the tables and views of the schema, and
  /// of `read`, views that others make; "" where a database has no roles.
  virtual std::string grants(const Schema& schema, const std::vector<TableName>& read,
                             const std::string& role) const {
    static_cast<void>(schema);
    static_cast<void>(read);
    static_cast<void>(role);
    return {};
  }

  // ---- DDL -----------------------------------------------------------------------------------
  /// A table as DDL names it: qualified where the database has schemas.
  virtual std::string ddl_name(std::string_view schema, std::string_view table) const = 0;
  /// SQL of a model over these columns, as it is said of what the database stores.
  virtual std::string meaning(const std::vector<Column>& columns, const std::string& sql) const {
    static_cast<void>(columns);
    return sql;
  }

  /// Whether meaning() could read the SQL, or nothing in it is stored in another form. `result` is
  /// the type of the column that is computed by it, or null.
  virtual bool can_mean(const std::vector<Column>& columns, const std::string& sql,
                        const ColumnType* result) const {
    static_cast<void>(columns);
    static_cast<void>(sql);
    static_cast<void>(result);
    return true;
  }

  /// "character varying(80)".
  virtual std::string type_text(const ColumnType& type) const = 0;
  /// The default as it stands after DEFAULT.
  virtual std::string default_text(const Column& column) const = 0;

  /// What this database does for the operations. `before` is the schema that they start from.
  virtual std::vector<AdaptedOperation> adapt(const Operations& operations,
                                              const Schema& before) const = 0;
  virtual Plan render(const std::vector<AdaptedOperation>& operations,
                      const Schema& before) const = 0;

  /// adapt and render. The way down is plan(reverse(operations), after).
  Plan plan(const Operations& operations, const Schema& before) const {
    return render(adapt(operations, before), before);
  }

  /// The statements that create everything in an empty database, in order, without semicolons.
  virtual std::vector<std::string> create_statements(const Schema& schema) const = 0;
  /// The same as a script: `schema.<dialect>.sql`. Statements end with ";\n" and an empty line
  /// stands between them.
  std::string create_all(const Schema& schema) const;

  /// The schema that a live database shows once `schema` has been created in it, as far as types
  /// and comments go: SQLite keeps five types and no comment.
  virtual Schema stored(const Schema& schema) const = 0;
};

/// The dialect of that name; nullptr for another.
std::unique_ptr<Dialect> make_dialect(std::string_view name, const PlanOptions& options = {});

/// All names, sorted.
const std::vector<std::string>& dialect_names();

}  // namespace tenon::schema
