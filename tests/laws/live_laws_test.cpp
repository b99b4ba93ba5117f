// Random migrations executed on real servers, on tables with rows: the SQL of the plans leads to
// the schema that it should, and back, and keeps what it should keep.
#include <algorithm>
#include <iostream>

#include <gtest/gtest.h>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/error.hpp>
#include <tenon/migration.hpp>

#include "introspect/introspect.hpp"
#include "laws/live_pair.hpp"
#include "laws/plan_runner.hpp"
#include "migrate/script.hpp"
#include "migrate/undo.hpp"
#include "schema/dialect.hpp"
#include "schema/diff.hpp"
#include "schema/schema_json.hpp"
#include "schema/sql_text.hpp"
#include "support/test_database.hpp"

namespace tenon::laws {
namespace {

using schema::Column;
using schema::ColumnType;
using schema::Operation;
using schema::Operations;
using schema::Schema;
using schema::Step;
using schema::Table;
using schema::TableName;

constexpr int pairs_per_server = 300;
constexpr std::uint64_t seed = 20261121;

/// Its values are not those of `fill`.
bool is_computed(const Column& column) { return !column.computed.empty(); }

class LiveLaws : public testing::TestWithParam<tenon::Dialect> {
 protected:
  LiveLaws()
      : database_(GetParam()),
        engine_(database_.url()),
        connection_(engine_.connect()),
        dialect_(schema::make_dialect(is_sqlite() ? "sqlite" : "postgresql")) {}

  static bool is_sqlite() { return GetParam() == tenon::Dialect::sqlite; }

  void clear() {
    if (!is_sqlite()) {
      connection_.execute("drop schema public cascade");
      connection_.execute("create schema public");
      connection_.execute("drop schema if exists audit cascade");
      return;
    }
    connection_.execute("pragma foreign_keys = off");
    std::vector<std::string> drops;
    {
      Rows rows = connection_.query(
          "select type, name from sqlite_master where type in ('table', 'view') order by type "
          "desc");
      while (rows.next()) {
        const auto name = rows.row().get<std::string>(1);
        drops.push_back("drop " + rows.row().get<std::string>(0) + " " + schema::quote_name(name));
      }
    }
    for (const std::string& drop : drops) connection_.execute(drop);
    connection_.execute("pragma foreign_keys = on");
  }

  /// Rows are consistent when all are there; until then keys must not look.
  void fill(const Schema& whole) {
    connection_.execute(is_sqlite() ? "pragma foreign_keys = off"
                                    : "set session_replication_role = replica");
    for (const Table& table : whole.tables) {
      for (int i = 1; i <= rows_per_table; ++i) {
        std::vector<std::string> columns;
        std::string values;
        for (const Column& column : table.columns) {
          if (!column.computed.empty()) continue;
          columns.push_back(column.name);
          const bool null = i == rows_per_table && column.nullable;
          values += (values.empty() ? "" : ", ") +
                    (null ? std::string{"null"} : literal(GetParam(), column.type, i));
        }
        connection_.execute("insert into " + dialect_->ddl_name(table.schema, table.name) + " " +
                            schema::column_list(columns) + " values (" + values + ")");
      }
    }
    connection_.execute(is_sqlite() ? "pragma foreign_keys = on"
                                    : "set session_replication_role = origin");
  }

  std::int64_t count(const Table& table, const std::string& where = "true") {
    Rows rows = connection_.query("select count(*) from " +
                                  dialect_->ddl_name(table.schema, table.name) + " where " + where);
    rows.next();
    return rows.row().get<std::int64_t>(0);
  }

  static Schema with_other_sql(Schema schema) {
    for (Table& table : schema.tables) {
      table.checks.clear();
      table.columns.front().computed = {"another"};
    }
    return schema;
  }

  /// Every column that lived through it has the values that it had.
  void expect_values(const Schema& origin, const Schema& now, const Survivors& kept) {
    for (const Table& table : now.tables) {
      const bool lived = kept.tables.count({table.schema, table.name}) != 0;
      EXPECT_EQ(count(table), lived ? rows_per_table : 0) << table.name;
      for (const Column& column : table.columns) {
        const auto place = kept.columns.find({{table.schema, table.name}, column.name});
        if (place == kept.columns.end()) continue;
        const TableName& old_table = place->second.first;
        const Column& old =
            *origin.find(old_table.schema, old_table.name)->find(place->second.second);
        if (is_computed(column) || is_computed(old)) continue;
        expect_column(table, column, old);
      }
    }
  }
  void expect_column(const Table& table, const Column& column, const Column& old) {
    const std::string name = schema::quote_name(column.name);
    const std::string label = table.name + "." + column.name;
    const bool had_null = old.nullable;
    const bool became_required = had_null && !column.nullable;
    for (int i = 1; i <= rows_per_table; ++i) {
      if (column.type.kind == ColumnType::Kind::boolean) break;  // two values for three rows
      int expected = had_null && i == rows_per_table ? 0 : 1;
      if (became_required && i == 1) ++expected;
      EXPECT_EQ(count(table, name + " = " + literal(GetParam(), column.type, i)), expected)
          << label << " value " << i;
    }
    EXPECT_EQ(count(table, name + " is null"), had_null && !became_required ? 1 : 0) << label;
  }

  void check_pair(const LivePair& pair) {
    for (const std::string& sql : dialect_->create_statements(pair.a)) connection_.execute(sql);
    fill(pair.a);
    const Schema start = introspect::introspect(connection_);
    ASSERT_TRUE(start == introspect::canonical(connection_, pair.a));
    run_plan(connection_, dialect_->plan(pair.operations, pair.a));
    const Schema up = introspect::introspect(connection_);
    const Schema wanted = introspect::canonical(connection_, pair.b);
    // Whether the same SQL is there already or not.
    ASSERT_TRUE(introspect::canonical(connection_, pair.b, up) == wanted);
    ASSERT_TRUE(introspect::canonical(connection_, pair.b, with_other_sql(up)) == wanted);
    ASSERT_TRUE(up == wanted) << "up gives\n"
                              << schema::to_json(up).dump(1) << "\nwanted\n"
                              << schema::to_json(wanted).dump(1);
    const Survivors kept = survivors(pair.a, pair.operations);
    expect_values(pair.a, pair.b, kept);
    const Operations back = reverse(pair.operations);
    run_plan(connection_, dialect_->plan(back, pair.b));
    // Not `start`: a view of all columns has those that went and came back behind the others.
    const Schema down = introspect::introspect(connection_);
    ASSERT_TRUE(down == introspect::canonical(connection_, pair.a))
        << "down gives\n"
        << schema::to_json(down).dump(1) << "\nwanted\n"
        << schema::to_json(start).dump(1);
    expect_round_trip(pair, kept, survivors(pair.b, back));
  }

  /// Rows are back where their table lived through both ways; the values too, but for a NULL that
  /// was filled on the way.
  void expect_round_trip(const LivePair& pair, const Survivors& up, const Survivors& down) {
    for (const Table& table : pair.a.tables) {
      const TableName name{table.schema, table.name};
      const bool lived = down.tables.count(name) != 0;
      EXPECT_EQ(count(table), lived ? rows_per_table : 0) << table.name;
      for (const Column& column : table.columns) {
        const auto place = down.columns.find({name, column.name});
        if (place == down.columns.end() || up.columns.count(place->second) == 0) continue;
        const TableName& middle = place->second.first;
        const Column& then = *pair.b.find(middle.schema, middle.name)->find(place->second.second);
        if (is_computed(column) || is_computed(then)) continue;
        if (then.nullable == column.nullable) expect_column(table, column, column);
      }
    }
  }

  test::TestDatabase database_;
  Engine engine_;
  Connection connection_;
  std::unique_ptr<schema::Dialect> dialect_;
};

TEST_P(LiveLaws, UpAndDownOnTablesWithRows) {
  std::cout << "seed " << seed << ": " << pairs_per_server << " pairs\n";
  RandomSchema random{seed, true};
  random.move_names();
  std::map<std::string, int> coverage;
  for (int i = 0; i < pairs_per_server; ++i) {
    const LivePair pair = next_live_pair(random, GetParam());
    for (const Operation& operation : pair.operations) {
      ++coverage[schema::to_json(operation).at("op").get<std::string>()];
    }
    std::string error;
    try {
      check_pair(pair);
    } catch (const Error& caught) {
      error = std::string{caught.what()} + " " + caught.detail() + "\n" + caught.statement();
    }
    if (!error.empty() || HasFailure()) {
      std::string sql;
      for (const Step& step : dialect_->plan(pair.operations, pair.a).steps) {
        sql += step.sql + ";\n";
      }
      FAIL() << "pair " << i << " of seed " << seed << ": " << error << "\n"
             << dialect_->create_all(pair.a) << "\n-- plan\n"
             << sql << schema::to_json(pair.operations).dump(1);
    }
    clear();
  }
  for (const auto& [kind, count] : coverage) std::cout << "  " << kind << " " << count << "\n";
  EXPECT_EQ(coverage.size(), 27U) << "an operation kind never occurred";
}

bool warns(const schema::Plan& plan) {
  return std::any_of(plan.steps.begin(), plan.steps.end(), [](const Step& step) {
    return std::any_of(step.hazards.begin(), step.hazards.end(),
                       [](const schema::Hazard& hazard) { return hazard.code == "may_fail"; });
  });
}

TEST_P(LiveLaws, EveryWayThatFailsOnRowsHasSaidSo) {
  RandomSchema random{seed + 1, true};
  random.move_names();
  int failed_up = 0;
  int failed_down = 0;
  for (int i = 0; i < pairs_per_server; ++i) {
    const LivePair pair = next_wild_pair(random);
    for (const std::string& sql : dialect_->create_statements(pair.a)) connection_.execute(sql);
    fill(pair.a);
    const schema::Plan up = dialect_->plan(pair.operations, pair.a);
    const schema::Plan down = dialect_->plan(reverse(pair.operations), pair.b);
    bool is_up = false;
    std::string error;
    try {
      run_plan(connection_, up);
      is_up = true;
      run_plan(connection_, down);
    } catch (const Error& caught) {
      if (connection_.in_transaction()) connection_.rollback();
      ++(is_up ? failed_down : failed_up);
      error = std::string{caught.what()} + " " + caught.detail() + "\n" + caught.statement();
    }
    EXPECT_TRUE(error.empty() || warns(is_up ? down : up))
        << "pair " << i << (is_up ? " down: " : " up: ") << error << "\n"
        << schema::to_json(pair.operations).dump(1);
    clear();
  }
  std::cout << failed_up << " failed on the way up, " << failed_down << " on the way down\n";
  EXPECT_GT(failed_up, 5);
  EXPECT_GT(failed_down, 1);
}

/// The pair's migration as a revision that the runner takes.
Revision revision_of(const LivePair& pair, const schema::Dialect& dialect) {
  const schema::Plan up = dialect.plan(pair.operations, pair.a);
  const schema::Plan down = dialect.plan(reverse(pair.operations), pair.b);
  migrate::Script down_script = migrate::make_script(down);
  migrate::mark_undo(pair.operations, up, down, down_script);
  Revision made{"aa1", {}, "a pair", {}};
  const bool is_sqlite = dialect.name() == "sqlite";
  made.scripts = {{is_sqlite ? tenon::Dialect::sqlite : tenon::Dialect::postgresql,
                   migrate::to_runtime(migrate::make_script(up)),
                   migrate::to_runtime(down_script)}};
  return made;
}

/// The revision with a statement that fails, in a group of its own, before statement `at`.
Revision stopped_before(Revision revision, std::size_t at) {
  std::vector<MigrationStatement>& statements = revision.scripts[0].up.statements;
  MigrationStatement wrong = statements[at];
  wrong.sql = "select no_such_function()";
  wrong.group = statements[at].group;
  wrong.is_transactional = true;
  for (std::size_t i = at; i < statements.size(); ++i) statements[i].group += 1;
  statements.insert(statements.begin() + static_cast<std::ptrdiff_t>(at), wrong);
  return revision;
}

MigratorOptions accepting() {
  MigratorOptions options;
  options.accept_data_loss = true;
  return options;
}

TEST_P(LiveLaws, ARevisionThatStoppedAnywhereIsTakenBack) {
  RandomSchema random{seed + 2, true};
  random.move_names();
  int stops = 0;
  for (int i = 0; i < 40; ++i) {
    const LivePair pair = next_live_pair(random, GetParam());
    for (const std::string& sql : dialect_->create_statements(pair.a)) connection_.execute(sql);
    fill(pair.a);
    const Schema start = introspect::introspect(connection_);
    const Revision revision = revision_of(pair, *dialect_);
    const std::vector<MigrationStatement>& statements = revision.scripts[0].up.statements;
    for (std::size_t at = 1; at < statements.size(); ++at) {
      if (statements[at].group == statements[at - 1].group) continue;
      ++stops;
      Migrator migrator{engine_, {stopped_before(revision, at)}, accepting()};
      EXPECT_THROW(migrator.upgrade(), Error);
      std::string error;
      try {
        migrator.downgrade("base");
      } catch (const Error& caught) {
        error = std::string{caught.what()} + "\n" + caught.statement();
      }
      std::vector<introspect::Note> notes;
      const Schema live = introspect::introspect(connection_, &notes);
      const Operations left =
          schema::diff(live, introspect::canonical(connection_, pair.a)).operations;
      const bool is_back = left.empty();
      EXPECT_TRUE(migrator.history().empty());
      ASSERT_TRUE(error.empty() && is_back && notes.empty())
          << "pair " << i << " stopped before statement " << at << ": " << error << "\n"
          << schema::to_json(pair.operations).dump(1) << "\nleft\n"
          << schema::to_json(left).dump(1) << notes.size();
    }
    clear();
  }
  std::cout << stops << " stops\n";
  EXPECT_TRUE(is_sqlite() ? stops == 0 : stops > 50);
}

TEST_P(LiveLaws, ARevisionThatRowsStoppedIsTakenBack) {
  RandomSchema random{seed + 3, true};
  random.move_names();
  int stops = 0;
  for (int i = 0; i < pairs_per_server; ++i) {
    const LivePair pair = next_wild_pair(random);
    for (const std::string& sql : dialect_->create_statements(pair.a)) connection_.execute(sql);
    fill(pair.a);
    const Schema start = introspect::introspect(connection_);
    Migrator migrator{engine_, {revision_of(pair, *dialect_)}, accepting()};
    try {
      migrator.upgrade();
    } catch (const Error&) {
      ++stops;
      std::string error;
      try {
        migrator.downgrade("base");
      } catch (const Error& caught) {
        error = std::string{caught.what()} + "\n" + caught.statement();
      }
      std::vector<introspect::Note> notes;
      EXPECT_TRUE(introspect::introspect(connection_, &notes) ==
                      introspect::canonical(connection_, pair.a) &&
                  notes.empty() && error.empty())
          << "pair " << i << ": " << error << "\n"
          << schema::to_json(pair.operations).dump(1);
    }
    clear();
  }
  EXPECT_GT(stops, 5);
}

INSTANTIATE_TEST_SUITE_P(Servers, LiveLaws,
                         testing::Values(tenon::Dialect::sqlite, tenon::Dialect::postgresql),
                         [](const auto& info) {
                           return info.param == tenon::Dialect::sqlite ? "sqlite" : "postgresql";
                         });

}  // namespace
}  // namespace tenon::laws
