// A revision of twenty statements over tables with rows, on either database, and what tells two
// states of such a database apart.
#pragma once

#include <string>
#include <vector>

#include <tenon/engine.hpp>
#include <tenon/migration.hpp>

#include "support/postgres_server.hpp"

namespace tenon::test {

/// The server's URL for sessions whose commits are on its disk when they are answered: the tests'
/// servers lose the last of them when they are killed.
std::string synchronous(const PrivateServer& server);

/// PostgreSQL: takes away what a test before has left.
void empty(Engine& engine);

/// The tables before it, with three hundred parents and their children.
void fill(Engine& engine);

/// Its groups, on PostgreSQL one of them outside transactions, on SQLite one that makes a table
/// with children anew.
Revision twenty_steps();

/// Only the first `count` statements of its way up.
Revision first_steps(std::size_t count);

/// After how many statements of the way a stop may leave the database.
std::vector<std::size_t> resting_places(const MigrationScript& script);

/// Everything: tables, columns, keys, indexes, views, and every row; but not the history.
std::string fingerprint(Engine& engine);

/// Rows of the parents and of their children.
std::string count_of_rows(Engine& engine);

}  // namespace tenon::test
